namespace Coupler.Circuits;

/// <summary>Names of registers and parameters.</summary>
internal static class Identifier
{
    /// <summary>Letters, digits and underscores, the first not a digit.</summary>
    public static bool IsValid(string? name) =>
        !string.IsNullOrEmpty(name) && !char.IsDigit(name[0]) && name.All(c => c == '_' || char.IsLetterOrDigit(c));
}
