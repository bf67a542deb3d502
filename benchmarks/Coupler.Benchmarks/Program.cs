using Coupler.Benchmarks;

// dotnet run -c Release --project benchmarks/Coupler.Benchmarks -- [PART-OF-A-NAME …]
Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}");
Console.WriteLine($"{"workload",-52} {"median",10} {"min",10} {"goal",10}");
foreach (var benchmark in StateVectorBenchmarks.All.Concat(JobBenchmarks.All).Concat(DurableJobBenchmarks.All))
{
    if (args.Length > 0 && !args.Any(benchmark.Name.Contains)) continue;
    var times = benchmark.Measure();
    var median = times[times.Length / 2];
    var verdict = median <= benchmark.Goal ? "" : $"{median / benchmark.Goal:f1} × the goal";
    Console.WriteLine($"{benchmark.Name,-52} {Text(median),10} {Text(times[0]),10} {Text(benchmark.Goal),10} {verdict}");
}

foreach (var (name, runAsync) in WaitingJobsBenchmarks.All.Concat(SolverBenchmarks.All))
{
    if (args.Length > 0 && !args.Any(name.Contains)) continue;
    Console.WriteLine(name);
    await runAsync();
}

static string Text(TimeSpan time) =>
    time.TotalMilliseconds < 1 ? $"{time.TotalMicroseconds:f1} µs" : $"{time.TotalMilliseconds:f1} ms";
