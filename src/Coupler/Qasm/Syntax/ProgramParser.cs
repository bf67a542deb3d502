using System.Collections.Immutable;

namespace Coupler.Qasm.Syntax;

/// <summary>Reads a whole file: the version, then statements to the end.</summary>
internal static class ProgramParser
{
    public static (QasmVersion Version, ImmutableArray<Statement> Statements) Read(
        SourceText source, CancellationToken cancellationToken)
    {
        var reader = new TokenReader(source, cancellationToken);
        ReadVersion(reader);
        var parser = new StatementParser(reader);
        var statements = ImmutableArray.CreateBuilder<Statement>();
        while (parser.Read() is { } statement) statements.Add(statement);
        return (reader.Version, statements.DrainToImmutable());
    }

    /// <summary>Version 3 may leave its number out; version 2 may not.</summary>
    private static void ReadVersion(TokenReader reader)
    {
        if (!reader.Accept("OPENQASM")) return;
        var version = reader.Current;
        reader.Version = version.Text switch
        {
            "2" or "2.0" => QasmVersion.OpenQasm2,
            "3" or "3.0" or "3.1" => QasmVersion.OpenQasm3,
            _ =>
                throw reader.Source.Error(version.Offset, $"Unknown version {version.Shown}; this reader knows 2.0, 3.0 and 3.1"),
        };
        reader.NamesVersion = true;
        reader.Take();
        reader.Expect(";", "after the version");
    }
}
