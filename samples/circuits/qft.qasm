// The quantum Fourier transform finds a frequency.
//   ./coupler run samples/circuits/qft.qasm
// Sixteen amplitudes of equal size turn five times around the circle; the inverse transform reads 0101 = 5 in every shot.
OPENQASM 3.0;
include "stdgates.inc";

const int n = 4;
const int frequency = 5;
qubit[n] q;
bit[n] c;

// The amplitude of |k> gets the phase 2*pi*frequency*k/16: bit by bit.
h q;
for int i in [0:n - 1] {
  p(2 * pi * frequency * 2 ** i / 2 ** n) q[i];
}

// The inverse transform: the transform's gates backwards, each inverted.
for int i in [0:n / 2 - 1] {
  swap q[i], q[n - 1 - i];
}
for int i in [0:n - 1] {
  for int k in [0:i - 1] {
    inv @ cp(pi / 2 ** (i - k)) q[k], q[i];
  }
  h q[i];
}
c = measure q;
