using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Conformance.Wire;

/// <summary>A file of exchanges with the real service; see <c>data/README.md</c>.</summary>
internal sealed record Recording(string Name, ImmutableArray<Exchange> Exchanges)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Wire", "data");

    public static ImmutableArray<string> Names { get; } =
    [
        .. Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Order(StringComparer.Ordinal),
    ];

    public static Recording Read(string name)
    {
        var json = JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        return new Recording(
            name,
            json.TryGetProperty("exchanges", out var exchanges) ? [.. exchanges.EnumerateArray().Select(Exchange.Of)] : []);
    }

    /// <summary>The jobs that were submitted and taken, each with the blob that was its input.</summary>
    public ImmutableArray<(Exchange Submission, Exchange Input)> Submissions()
    {
        var found = ImmutableArray.CreateBuilder<(Exchange, Exchange)>();
        Exchange? input = null;
        foreach (var exchange in Exchanges.Where(exchange => exchange.Method == HttpMethod.Put))
        {
            if (exchange.Address.AbsolutePath.EndsWith("/inputData", StringComparison.Ordinal)) input = exchange;
            if (input is not null && exchange.IsJob) found.Add((exchange, input));
        }

        return found.ToImmutable();
    }
}
