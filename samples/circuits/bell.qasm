// A Bell pair: two qubits that always agree, though neither has a value before it is measured.
//   ./coupler run samples/circuits/bell.qasm
// About half of the shots give 00, the others 11; never 01 or 10.
OPENQASM 3.0;
include "stdgates.inc";

qubit[2] q;
bit[2] c;

h q[0];          // 0 and 1 at once
cx q[0], q[1];   // the second qubit follows the first
c = measure q;
