using System.Text;
using Coupler.Circuits;
using Coupler.Qasm;

namespace Coupler.Fuzz;

/// <summary>
/// Any bytes give a circuit or a syntax exception, and nothing else, but for programs whose inputs need values that nobody gives.
/// </summary>
public sealed class QasmFuzzTests
{
    private const int Inputs = 100_000;
    private const int InputsOfALongRun = 1_000_000;
    private const int Seed = 20_260_301;

    /// <summary>Every so many circuits are also written and read again.</summary>
    private const int WriteEvery = 8;

    /// <summary>Small, so that no input takes long.</summary>
    private static readonly QasmLimits Limits = new()
    {
        RegisterElements = 3_000,
        Instructions = 3_000,
        Steps = 20_000,
        Nesting = 60,
        Operators = 60,
        Depth = 300,
    };

    [Fact]
    public void Any_text_gives_a_circuit_or_a_syntax_exception()
    {
        var count = Environment.GetEnvironmentVariable("COUPLER_LONG") == "1" ? InputsOfALongRun : Inputs;
        var circuits = 0;
        for (var i = 0; i < count; i++)
        {
            var text = Input(new Random(Seed + i), i);
            if (Read(text, i) is not { } circuit) continue;
            circuits++;
            if (circuits % WriteEvery == 0) Write(circuit, i, text);
        }

        // If almost nothing were a circuit, the inputs would test the parser's first lines only.
        Assert.InRange(circuits, count / 10, count);
    }

    private static string Input(Random random, int i) => (i % 4) switch
    {
        0 => QasmGrammar.Program(random),
        1 => QasmMutation.Mutate(QasmGrammar.Program(random), random),
        2 => QasmMutation.Mutate(QasmSeeds.Programs[random.Next(QasmSeeds.Programs.Count)], random),
        _ => i % 64 == 3 ? Bytes(random) : QasmMutation.Mutate(QasmMutation.Mutate(Seeded(random), random), random),
    };

    private static string Seeded(Random random) => QasmSeeds.Programs[random.Next(QasmSeeds.Programs.Count)];

    /// <summary>No program at all.</summary>
    private static string Bytes(Random random)
    {
        var bytes = new byte[random.Next(400)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.UTF8.GetString(bytes) : Encoding.Unicode.GetString(bytes);
    }

    private static Circuit? Read(string text, int i)
    {
        try
        {
            return QasmDocument.Parse(text, null, Limits).ToCircuit();
        }
        catch (QasmSyntaxException exception)
        {
            Assert.InRange(exception.Line, 1, text.Length + 1);
            Assert.InRange(exception.Column, 1, text.Length + 1);
            return null;
        }
        catch (ArgumentException exception) when (exception.Message.StartsWith("Input '", StringComparison.Ordinal))
        {
            return null;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Input {i} gave {exception.GetType().Name}:\n{text}", exception);
        }
    }

    /// <summary>What was read can be written, and what was written can be read.</summary>
    private static void Write(Circuit circuit, int i, string text)
    {
        try
        {
            var again = QasmDocument.Parse(QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm3).ToString()).ToCircuit();
            Assert.Equal(circuit.QubitRegisters, again.QubitRegisters);
            Assert.Equal(
                circuit.BitRegisters.Select(register => register.Size), again.BitRegisters.Select(register => register.Size));
            QasmDocument.Parse(QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm2).ToString()).ToCircuit();
        }
        catch (ArgumentException)
        {
            // The circuit has no form in version 2, and says so.
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Input {i} could not be written and read again:\n{text}", exception);
        }
    }
}
