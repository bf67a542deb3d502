namespace Coupler.Cli;

/// <summary>A word as a shell takes it.</summary>
internal static class ShellWord
{
    private const string Plain = "-_./,=:@%+";

    public static string Of(string word) => word.Length > 0 && word.All(IsPlain)
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || Plain.Contains(letter);
}
