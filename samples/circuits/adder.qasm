// A ripple-carry adder: 13 + 6 = 19, by reversible gates (Cuccaro et al., quant-ph/0410184).
//   ./coupler run samples/circuits/adder.qasm
// The sum replaces b; with the carry on top it reads 10011 in every shot.
OPENQASM 3.0;
include "stdgates.inc";

const int n = 4;
const uint[n] left = 13;
const uint[n] right = 6;

qubit carry_in;
qubit[n] a;
qubit[n] b;
qubit carry_out;
bit[n + 1] sum;

gate majority c, b, a {
  cx a, b;
  cx a, c;
  ccx c, b, a;
}

gate unmajority c, b, a {
  ccx c, b, a;
  cx a, c;
  cx c, b;
}

// Write the numbers into the registers.
for int i in [0:n - 1] {
  if (left[i]) { x a[i]; }
  if (right[i]) { x b[i]; }
}

// The carry runs up through a, is copied out, and runs down again.
majority carry_in, b[0], a[0];
for int i in [1:n - 1] { majority a[i - 1], b[i], a[i]; }
cx a[n - 1], carry_out;
for int i in [n - 1:-1:1] { unmajority a[i - 1], b[i], a[i]; }
unmajority carry_in, b[0], a[0];

sum[0:n - 1] = measure b;
sum[n] = measure carry_out;
