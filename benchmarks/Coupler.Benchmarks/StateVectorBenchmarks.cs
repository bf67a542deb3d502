using Coupler.Circuits;
using Coupler.Local.Numerics;
using Coupler.Local.StateVector;
using Coupler.Qasm;
using static Coupler.Circuits.Gates;

namespace Coupler.Benchmarks;

/// <summary>Circuits on <c>local.state-vector</c>.</summary>
internal static class StateVectorBenchmarks
{
    private static readonly StateVectorTarget Target = new();

    public static IEnumerable<Benchmark> All =>
    [
        State<Float8>("rqc_n20_d20", "fp32", threads: 1, goal: 0.070),
        State<Float8>("rqc_n20_d20", "fp32", threads: 2, goal: 0.038),
        State<Double4>("rqc_n20_d20", "fp64", threads: 1, goal: 0.31),
        State<Double4>("rqc_n20_d20", "fp64", threads: 2, goal: 0.18),
        State<Float8>("rqc_n24_d20", "fp32", threads: 2, goal: 1.30) with { Runs = 3, WarmUps = 1 },
        State<Float8>("qft_n20", "fp32", threads: 1, goal: 0.006),
        State<Float8>("qft_n20", "fp32", threads: 2, goal: 0.004),
        State<Float8>("ghz_n24", "fp32", threads: 2, goal: 0.017),
        State<Float8>("vqe_n20_d10", "fp32", threads: 1, goal: 0.03),
        State<Float8>("vqe_n20_d10", "fp32", threads: 2, goal: 0.018),
        Samples(threads: 1, goal: 0.010),
        Samples(threads: 2, goal: 0.010),
        Job("rqc_n20_d20 job, 2 threads, probabilities", Read("rqc_n20_d20"), new() { Precision = Precision.Float32 }, goal: 0.5),
        Job("bell job, 1,000 shots", [H(0), CX(0, 1), MeasureAll()], new(), goal: 50e-6) with { Repeats = 1_000, WarmUps = 20 },
        Job("teleport job, 1,000 shots", Teleport(), new(), goal: 200e-6) with { Repeats = 200, WarmUps = 20 },
    ];

    /// <summary>The state alone, without results: what the peers' figures are about.</summary>
    private static Benchmark State<TLanes>(string circuit, string precision, int threads, double goal)
        where TLanes : unmanaged, ILanes<TLanes> =>
        new($"{circuit} state, {precision}, {threads} thread(s)", TimeSpan.FromSeconds(goal), () =>
        {
            var parsed = Read(circuit);
            return () => RunShots<TLanes>(parsed, shots: 0, threads);
        });

    /// <summary>100,000 shots of a state that is ready: the difference of a run with shots and one without.</summary>
    private static Benchmark Samples(int threads, double goal) =>
        new($"100,000 samples of 20 qubits, {threads} thread(s)", TimeSpan.FromSeconds(goal), () =>
        {
            Circuit circuit = [.. Read("rqc_n20_d20"), MeasureAll()];
            var loop = new ParallelLoop(threads, CancellationToken.None);
            var state = StateOf<Float8>(circuit, loop);
            int[] shots = [.. Enumerable.Range(0, 100_000)];
            var sources = new BitSources(new bool[20], [.. Enumerable.Range(0, 20)]);
            return () =>
            {
                var tally = new ShotTally(shots.Length);
                new Sampler<Float8>(new ShotRandom(1), loop).Sample(state, shots, draw: 0, sources, tally);
            };
        });

    private static Benchmark Job(string name, Circuit circuit, StateVectorParameters parameters, double goal) =>
        new(name, TimeSpan.FromSeconds(goal), () => () =>
            Target.Prepare(circuit, new() { Shots = 1_000, Seed = 1, Parameters = parameters }, CancellationToken.None)
                .Run(_ => { }, CancellationToken.None));

    private static void RunShots<TLanes>(Circuit circuit, int shots, int threads)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var loop = new ParallelLoop(threads, CancellationToken.None);
        var plan = ShotPlan.Of(circuit, CancellationToken.None);
        var progress = new ShotProgress(plan, shots, _ => { });
        using var tree = new ShotTree<TLanes>(plan, new ShotRandom(1), shots, distribution: null, loop, progress);
        tree.Run();
    }

    private static Amplitudes<TLanes> StateOf<TLanes>(Circuit circuit, ParallelLoop loop)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var state = new Amplitudes<TLanes>(circuit.QubitCount);
        state.SetToZeroState(loop);
        var steps = ShotPlan.Of(circuit, CancellationToken.None).Steps.OfType<ShotStep.Gates>();
        foreach (var gate in steps.SelectMany(step => step.Operators))
        {
            Kernel<TLanes>.For(gate, state.BlockBits).Apply(state, loop);
        }

        return state;
    }

    private static Circuit Teleport()
    {
        var (a, b, result) = (Bits("a", 1), Bits("b", 1), Bits("result", 1));
        return
        [
            Qubits(3), a, b, result, RY(1.2, 0), H(1), CX(1, 2), CX(0, 1), H(0), Measure(0, a[0]), Measure(1, b[0]),
            If(b[0], X(2)), If(a[0], Z(2)), Measure(2, result[0]),
        ];
    }

    private static Circuit Read(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "circuits", $"{name}.qasm");
        return QasmDocument.Parse(File.ReadAllText(path), path).ToCircuit();
    }
}
