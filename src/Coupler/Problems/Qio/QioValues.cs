using System.Globalization;
using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Problems.Qio;

/// <summary>Values of variables as the formats have them: <c>{"0":1,"1":-1}</c>.</summary>
internal static class QioValues
{
    public static void Write(Utf8JsonWriter json, string name, QioProblem problem, BitString values)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < problem.Problem.VariableCount; i++)
        {
            json.WriteNumber(problem.IdOf(i).ToString(CultureInfo.InvariantCulture), problem.ValueOf(values, i));
        }

        json.WriteEndObject();
    }
}
