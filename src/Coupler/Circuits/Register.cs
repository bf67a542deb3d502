namespace Coupler.Circuits;

/// <summary>A named run of qubits or of bits within a circuit.</summary>
/// <param name="Offset">The flat index of its element 0; registers lie in the order of their declarations, from 0.</param>
public sealed record Register(string Name, int Offset, int Size);
