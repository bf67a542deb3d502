using System.Globalization;
using System.Text;

namespace Coupler.Circuits;

/// <summary>
/// Instructions as a line of text, close to OpenQASM 3, with flat qubit indices: <c>negctrl @ rz(2*theta) 3, 0</c>.
/// </summary>
internal static class InstructionText
{
    public static string Of(GateInstruction gate)
    {
        var text = new StringBuilder(Operation(gate));
        if (!gate.Parameters.IsEmpty) text.Append('(').AppendJoin(", ", gate.Parameters).Append(')');
        var qubits = gate.Controls.Select(control => control.Qubit).Concat(gate.Qubits);
        return text.Append(' ').AppendJoin(", ", qubits).ToString().TrimEnd();
    }

    /// <summary>The modifiers and the name.</summary>
    public static string Operation(GateInstruction gate)
    {
        if (gate.Controls.IsEmpty && gate.Exponent == 1) return gate.Gate.Name;
        var text = new StringBuilder();
        foreach (var control in gate.Controls) text.Append(control.WhenOne ? "ctrl @ " : "negctrl @ ");
        if (gate.Exponent != 1) text.Append(CultureInfo.InvariantCulture, $"pow({gate.Exponent:R}) @ ");
        return text.Append(gate.Gate.Name).ToString();
    }

    public static string Of(IfInstruction branch)
    {
        var text = $"if ({branch.Condition}) {{ {string.Join("; ", branch.Then)} }}";
        return branch.Else.IsEmpty ? text : $"{text} else {{ {string.Join("; ", branch.Else)} }}";
    }
}
