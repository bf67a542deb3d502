using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coupler.Circuits;

namespace Coupler.Cli.Options;

/// <summary><c>--input name=value</c>, as often as the circuit has inputs.</summary>
internal sealed class InputOption : Option<Dictionary<string, double>>
{
    private const string Flag = "--input";

    public InputOption()
        : base(Flag)
    {
        Description = "A value for an input of an OpenQASM 3 file: a plain number, such as 1.5708. Repeat it for more.";
        HelpName = "name=value";
        Arity = ArgumentArity.OneOrMore;
        DefaultValueFactory = _ => [];
        CustomParser = Read;
    }

    /// <exception cref="ArgumentException">The circuit has inputs that were given no value.</exception>
    public static void RequireAll(Circuit circuit)
    {
        if (circuit.Parameters is not [var first, ..] inputs) return;
        var names = string.Join(", ", inputs.Select(input => input.Name));
        throw new ArgumentException($"The file has inputs without a value: {names}. Give each one: {Flag} {first.Name}=0.5");
    }

    private static Dictionary<string, double> Read(ArgumentResult result)
    {
        var inputs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var number] || !TryParse(number, out var value))
            {
                result.AddError($"{Flag} takes name=number, such as theta=0.5, not '{text}'.");
            }
            else if (!inputs.TryAdd(name, value))
            {
                result.AddError($"{Flag} gives '{name}' two values; give it one.");
            }
        }

        return inputs;
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
