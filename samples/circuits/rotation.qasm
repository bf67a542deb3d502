// A circuit with an input: the angle is given when it runs.
//   ./coupler run samples/circuits/rotation.qasm --input theta=1.0472
// The chance of a 1 is sin(theta/2)^2: a quarter for theta = pi/3 = 1.0472.
OPENQASM 3.0;
include "stdgates.inc";

input angle theta;
qubit q;
bit c;

ry(theta) q;
c = measure q;
