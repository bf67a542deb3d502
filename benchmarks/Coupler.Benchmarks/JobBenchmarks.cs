using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

namespace Coupler.Benchmarks;

/// <summary>Whole jobs through the client, from the submit to the result.</summary>
internal static class JobBenchmarks
{
    public static IEnumerable<Benchmark> All =>
    [
        new("bell, 1,000 shots, submit to result, memory store", TimeSpan.FromMicroseconds(300), () =>
        {
            var client = QuantumClient.Local();
            Circuit bell = [H(0), CX(0, 1), MeasureAll()];
            return () => client.RunAsync(bell).GetAwaiter().GetResult();
        })
        {
            Repeats = 1_000,
            WarmUps = 20,
        },
    ];
}
