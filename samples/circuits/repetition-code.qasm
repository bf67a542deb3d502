// OpenQASM 2: a bit-flip code mends an error without looking at the data.
//   ./coupler run samples/circuits/repetition-code.qasm
// One logical 1 is kept in three qubits, one of which is flipped. The parities of neighbours (syndrome) tell which, and
// the data reads 111 in every shot. Registers are printed with the last declared one leftmost: 11 111.
OPENQASM 2.0;
include "qelib1.inc";

gate encode a, b, c { cx a, b; cx a, c; }
gate parity a, b, s { cx a, s; cx b, s; }

qreg data[3];
qreg check[2];
creg result[3];
creg syndrome[2];

x data[0];
encode data[0], data[1], data[2];
barrier data;

x data[1];   // the error

parity data[0], data[1], check[0];
parity data[1], data[2], check[1];
measure check -> syndrome;
if(syndrome==1) x data[0];
if(syndrome==3) x data[1];
if(syndrome==2) x data[2];
measure data -> result;
