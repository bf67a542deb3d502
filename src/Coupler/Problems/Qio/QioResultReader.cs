using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Problems.Qio;

/// <summary>Reads the solutions of one result.</summary>
internal ref struct QioResultReader(JsonTokens tokens, QioProblem problem)
{
    private readonly Dictionary<long, int> variables = Enumerable.Range(0, problem.Problem.VariableCount)
        .ToDictionary(problem.IdOf);

    private JsonTokens tokens = tokens;

    public ImmutableArray<Solution> Read()
    {
        var solutions = ImmutableArray.CreateBuilder<Solution>();
        BitString? beside = null;
        tokens.ReadValue(JsonTokenType.StartObject, "a result, an object,");
        while (tokens.ReadProperty())
        {
            if (tokens.Is("configuration"u8)) beside = ReadConfiguration();
            else if (tokens.Is("solutions"u8)) ReadSolutions(solutions);
            else tokens.Skip();
        }

        if (solutions.Count == 0 && beside is { } values) solutions.Add(new Solution(values, Cost: 0));
        if (solutions.Count == 0) throw tokens.Wrong(QioFault.MissingSection, "There is no solution.");
        tokens.Read();
        return solutions.ToImmutable();
    }

    private void ReadSolutions(ImmutableArray<Solution>.Builder solutions)
    {
        tokens.ReadValue(JsonTokenType.StartArray, "the solutions, an array,");
        while (tokens.ReadItem())
        {
            tokens.Expect(JsonTokenType.StartObject, "a solution, an object,");
            BitString? values = null;
            while (tokens.ReadProperty())
            {
                if (tokens.Is("configuration"u8)) values = ReadConfiguration();
                else tokens.Skip();
            }

            solutions.Add(new Solution(
                values ?? throw tokens.Wrong(QioFault.MissingSection, "This solution has no configuration."), Cost: 0));
        }
    }

    private BitString ReadConfiguration()
    {
        tokens.ReadValue(JsonTokenType.StartObject, "a configuration, an object,");
        var bits = new bool?[variables.Count];
        while (tokens.ReadProperty())
        {
            if (tokens.TryGetWhole() is not { } id || !variables.TryGetValue(id, out var variable))
            {
                throw tokens.Wrong(QioFault.OutOfRange, $"The problem has no variable '{tokens.GetText()}'.");
            }

            if (bits[variable] is not null) throw tokens.Wrong(QioFault.DuplicateVariable, $"Variable {id} has two values.");
            tokens.Read();
            var kind = problem.Problem.VariableKind;
            bits[variable] = (tokens.TryGetWhole() is { } value ? QioProblem.BitOf(kind, value) : null) ?? throw tokens.Wrong(
                QioFault.OutOfRange,
                kind == VariableKind.Bit ? "The value of a bit is 0 or 1." : "The value of a spin is 1 or -1.");
        }

        var missing = Array.IndexOf(bits, null);
        return missing < 0 ? BitString.FromBits([.. bits.Select(bit => bit!.Value)])
            : throw tokens.Wrong(
                QioFault.MissingSection, $"The configuration has no value for variable {problem.IdOf(missing)}.");
    }
}
