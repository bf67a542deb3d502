using System.Text;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>Gives names that the language allows and that mean one thing each; a name that is right stays as it is.</summary>
internal sealed class NamePool(QasmVersion version)
{
    private readonly HashSet<string> taken = [.. Keywords.Reserved(version), .. Words(version)];

    public string Take(string name)
    {
        var valid = Valid(name);
        var unique = valid;
        for (var i = 1; !taken.Add(unique); i++) unique = $"{valid}_{i}";
        return unique;
    }

    private static IEnumerable<string> Words(QasmVersion version)
    {
        Dialect[] dialects = version == QasmVersion.OpenQasm2
            ? [Dialect.OpenQasm2, Dialect.Qelib1]
            : [Dialect.OpenQasm3, Dialect.StdGates];
        return GateTable.All.SelectMany(gate => gate.Names).Where(name => dialects.Contains(name.Dialect)).Select(
            name => name.Name)
            .Concat(
                ["π", "pi", "τ", "tau", "ℇ", "euler", "im", "nop", "mod", "popcount", "rotl", "rotr", "sizeof", "real", "imag"])
            .Concat(["arccos", "arcsin", "arctan", "ceiling", "cos", "exp", "floor", "log", "sin", "sqrt", "tan"]);
    }

    /// <summary>Version 2 has plain letters only, and a small one first; version 3 all letters.</summary>
    private string Valid(string name)
    {
        var isOld = version == QasmVersion.OpenQasm2;
        var valid = new StringBuilder(name.Length);
        foreach (var c in name) valid.Append(c == '_' || char.IsAsciiLetterOrDigit(c) || (!isOld && char.IsLetter(c)) ? c : '_');
        if (isOld && !char.IsAsciiLetterLower(valid[0])) valid.Insert(0, 'r');
        return valid.ToString();
    }
}
