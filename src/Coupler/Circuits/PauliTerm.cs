namespace Coupler.Circuits;

/// <summary>A real number times a product of Pauli matrices.</summary>
/// <param name="Coefficient">Finite.</param>
/// <param name="Paulis">Without a sign of its own.</param>
public readonly record struct PauliTerm(double Coefficient, PauliString Paulis);
