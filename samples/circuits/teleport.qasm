OPENQASM 3.0;
include "stdgates.inc";

// Moves a state from q[0] to q[2] with two measured bits; check is always 0.
qubit[3] q;
bit phase;
bit flip;
bit check;

ry(1.2) q[0];
rz(0.7) q[0];
h q[1];
cx q[1], q[2];
cx q[0], q[1];
h q[0];
phase = measure q[0];
flip = measure q[1];
if (flip == 1) x q[2];
if (phase == 1) z q[2];
rz(-0.7) q[2];
ry(-1.2) q[2];
check = measure q[2];
