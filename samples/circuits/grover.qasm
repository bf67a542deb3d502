// Grover's search: one of eight boxes holds the prize, and two looks find it with a chance of 95 %.
//   ./coupler run samples/circuits/grover.qasm
// A classical search would need four looks on average. The most frequent outcome is 101.
OPENQASM 3.0;
include "stdgates.inc";

const int n = 3;
const int rounds = 2;          // about pi/4 * sqrt(8)
const bit[n] marked = "101";   // the box with the prize; change it and run again

qubit[n] q;
bit[n] found;

// The oracle: a minus sign for the marked box, and only for it.
def oracle(qubit[n] boxes) {
  for int i in [0:n - 1] { if (!marked[i]) { x boxes[i]; } }
  ctrl(n - 1) @ z boxes[0], boxes[1], boxes[2];
  for int i in [0:n - 1] { if (!marked[i]) { x boxes[i]; } }
}

// The diffuser: turns all amplitudes over at their mean.
def diffuser(qubit[n] boxes) {
  h boxes;
  x boxes;
  ctrl(n - 1) @ z boxes[0], boxes[1], boxes[2];
  x boxes;
  h boxes;
}

h q;   // every box at once
for int round in [1:rounds] {
  oracle(q);
  diffuser(q);
}
found = measure q;
