// Teleportation: the state of one qubit moves to another with the help of a Bell pair and two measured bits.
//   ./coupler run samples/circuits/teleport.qasm
// The state that is sent is ry(1.2)|0>. At the end it is turned back, so `received` must be 0 in every shot;
// the two bits on the way are random.
OPENQASM 3.0;
include "stdgates.inc";

qubit message;
qubit[2] pair;   // one half stays with the sender, the other is the receiver's
bit z_fix;
bit x_fix;
bit received;

ry(1.2) message;

h pair[0];
cx pair[0], pair[1];

// The sender measures in the Bell basis …
cx message, pair[0];
h message;
z_fix = measure message;
x_fix = measure pair[0];

// … and the receiver mends the state as the bits say.
if (x_fix == 1) { x pair[1]; }
if (z_fix == 1) { z pair[1]; }

ry(-1.2) pair[1];
received = measure pair[1];
