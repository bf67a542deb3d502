namespace Coupler.Tests.Reference;

/// <summary>A named run of qubits or bits of the reference reader.</summary>
internal sealed record ReferenceRegister(string Name, int Offset, int Size);
