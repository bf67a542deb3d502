OPENQASM 3.0;
include "stdgates.inc";

// Grover's search: finds the marked value 101 among eight by asking the oracle twice. It is right in 94.5 % of the shots.
gate oracle a, b, c {
  x b;
  ctrl(2) @ z a, b, c;
  x b;
}

gate diffusion a, b, c {
  h a; h b; h c;
  x a; x b; x c;
  ctrl(2) @ z a, b, c;
  x a; x b; x c;
  h a; h b; h c;
}

qubit[3] q;
bit[3] found;

h q;
for int i in [1:2] {
  oracle q[0], q[1], q[2];
  diffusion q[0], q[1], q[2];
}
found = measure q;
