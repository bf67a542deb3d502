using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Coupler.Qasm;
using Coupler.Qasm.Syntax;

namespace Coupler.Tests.Qasm;

/// <summary>A token ends the reading of a long text and the expansion of a short one, wherever they are.</summary>
public sealed class QasmCancellationTests
{
    /// <summary>Much longer than what is read between two looks at the token.</summary>
    private const int Lines = 100_000;

    [Theory]
    [InlineData("U(pi/2, 0, pi) q;\n")]
    [InlineData("// nothing\n")]
    [InlineData("/* nothing */")]
    [InlineData(" \t\r\n")]
    public void It_ends_the_lexer(string line)
    {
        using var source = new CancellationTokenSource();
        var lexer = new Lexer(Text($"qubit q;{Many(line, Lines)}"), source.Token);
        lexer.Next();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (lexer.Next().Kind != TokenKind.End)
            {
            }
        });
    }

    [Fact]
    public void It_ends_the_skipping_of_annotations()
    {
        using var source = new CancellationTokenSource();
        var parser = new StatementParser(new TokenReader(Text($"qubit q;{Many("@a\n", Lines)}"), source.Token));
        Assert.NotNull(parser.Read());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => parser.Read());
    }

    /// <summary>The text takes longer to parse than the token to be cancelled; a busy machine gets several attempts.</summary>
    [Fact]
    public async Task It_ends_the_parser_of_a_file()
    {
        const int runs = 5;
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                path, $"qubit q;\n{Many("U(pi/2, 0, pi) q;\n", 10 * Lines)}", TestContext.Current.CancellationToken);
            var isEnded = false;
            for (var i = 0; i < runs && !isEnded; i++)
            {
                using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
                var exception = await Record.ExceptionAsync(() => QasmDocument.ReadAsync(path, source.Token));
                isEnded = exception is OperationCanceledException;
            }

            Assert.True(isEnded);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("for int i in [0:9999] { U(0, 0, 0) q; }")]
    [InlineData("gate g a { U(0, 0, 0) a; } pow(10000) @ g q;")]
    [InlineData("gate g a { } pow(10000) @ g q;")]
    [InlineData("qubit[10000] r; U(0, 0, 0) r;")]
    [InlineData("int i = 0; while (i < 10000) { i += 1; }")]
    public void It_ends_the_expansion(string body)
    {
        var document = QasmDocument.Parse($"qubit q; input int n; {body}");
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => document.ToCircuit(new CancellingInputs(source), source.Token));
    }

    [Fact]
    public void A_cancelled_token_ends_it_before_it_begins()
    {
        var cancelled = new CancellationToken(canceled: true);
        var document = QasmDocument.Parse("qubit q;");
        Assert.Throws<OperationCanceledException>(() => QasmDocument.Parse("qubit q;", null, cancelled));
        Assert.Throws<OperationCanceledException>(() => document.ToCircuit(cancellationToken: cancelled));
    }

    private static string Many(string text, int count) =>
        new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static SourceText Text(string text) =>
        new(text, null, QasmLimits.Default with { LineCharacters = int.MaxValue });

    /// <summary>Cancels in the middle of the expansion: when the value of <c>n</c> is asked for.</summary>
    private sealed class CancellingInputs(CancellationTokenSource source) : IReadOnlyDictionary<string, double>
    {
        public int Count => 1;

        public IEnumerable<string> Keys => ["n"];

        public IEnumerable<double> Values => [1];

        public double this[string key] => 1;

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
        {
            source.Cancel();
            value = 1;
            return true;
        }

        public IEnumerator<KeyValuePair<string, double>> GetEnumerator() =>
            Keys.Zip(Values, KeyValuePair.Create).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
