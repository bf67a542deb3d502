OPENQASM 3.0;
include "stdgates.inc";

// An angle that is given when the file is run: coupler run rotation.qasm --input theta=1.5708
input float[64] theta;

qubit q;
bit c;
ry(theta) q;
c = measure q;
