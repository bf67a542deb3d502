// A GHZ state: the Bell pair with as many qubits as you like. Change n and run it again.
//   ./coupler run samples/circuits/ghz.qasm
// Half of the shots give 00000, the others 11111.
OPENQASM 3.0;
include "stdgates.inc";

const int n = 5;
qubit[n] q;
bit[n] c;

h q[0];
for int i in [0:n - 2] {
  cx q[i], q[i + 1];
}
c = measure q;
