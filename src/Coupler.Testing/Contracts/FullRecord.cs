using System.Text.Json;
using Coupler.Cost;
using Coupler.Jobs;

namespace Coupler.Testing.Contracts;

/// <summary>A record with every field set, several attempts, parameters, a failure.</summary>
internal static class FullRecord
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static JobRecord Value { get; } = new()
    {
        FormatVersion = 1,
        Id = new Guid("019bc1e3-2a00-7abc-8def-0123456789ab"),
        Version = 17,
        Workspace = "elsewhere",
        FallbackWorkspaces = ["elsewhere", "somewhere"],
        Fallback = 1,
        WorkloadFormat = "coupler.circuit.v1",
        Step = "rebalance-portfolio",
        StepVersion = 3,
        Outcome = JobStatus.Failed,
        TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        Options = new JobOptions
        {
            Target = "somewhere.machine",
            Shots = 4_096,
            Name = "GHZ, Größe 5",
            Seed = 9_007_199_254_740_991,
            Key = "order-1",
            Owner = "ann@example.org",
            Tags = ["chemistry", "first try"],
            LongestWait = TimeSpan.FromHours(20),
            LongestRun = TimeSpan.FromHours(1.5),
            Deadline = TimeSpan.FromDays(2),
            Fallbacks =
            [
                new Fallback
                {
                    Target = "elsewhere.simulator",
                    When = FallbackConditions.Unavailable | FallbackConditions.FailedFree,
                    Parameters = new Parameters(JsonElement.Parse("""{"sweeps":10}""")),
                },
                new Fallback { Target = "somewhere.other", When = FallbackConditions.Any },
            ],
            MaxCost = 120.50m,
            Retention = TimeSpan.FromDays(30),
            Parameters = new Parameters(JsonElement.Parse("""{"sweeps":1000,"schedule":[0.1,2.5]}""")),
        },
        Bounds = [new("somewhere.machine", 98.70m, "USD"), new("somewhere.simulator", 0, "")],
        Phase = JobPhase.Monitor,
        Status = JobStatus.Cancelling,
        Attempts =
        [
            new Attempt
            {
                Id = new Guid("2c5ea4c0-4067-81aa-9f00-5f2b3c1d0e9f"),
                Number = 1,
                Workspace = "somewhere",
                Target = "somewhere.machine",
                IsSimulated = false,
                Sent = Noon.AddSeconds(2),
                Status = AttemptStatus.Failed,
                ServiceStatus = "aborted",
                Failure = new JobFailure(FailureClass.FailedFree, "E17", "The cryostat is warm."),
                Accepted = Noon.AddSeconds(3),
                Started = Noon.AddSeconds(63),
                Ended = Noon.AddMinutes(4),
                SizeClass = 17,
                AverageQueueTime = TimeSpan.FromMinutes(1.5),
            },
            new Attempt
            {
                Id = new Guid("7d444840-9dc0-81d1-b245-5ffdce74fad2"),
                Number = 2,
                Workspace = "elsewhere",
                Target = "elsewhere.simulator",
                IsSimulated = true,
                Sent = Noon.AddMinutes(5).AddTicks(1_234_567),
                Accepted = Noon.AddMinutes(5).AddSeconds(1),
                Started = Noon.AddMinutes(5).AddSeconds(20),
                Status = AttemptStatus.Executing,
                ServiceStatus = "running",
                Cost = new Money(0.000123m, "HQC"),
            },
        ],
        Created = Noon,
        Updated = Noon.AddMinutes(6),
        Due = Noon.AddMinutes(6).AddSeconds(30),
        KeptUntil = Noon.AddDays(30),
        Claim = new Guid("f81d4fae-7dec-41d0-a765-00a0c91e6bf6"),
        Tries = 4,
        CancelRequested = true,
        Expired = TimeLimit.Run,
        Unreadable = 2,
        Progress = new JobProgress(1_500, 4_096, "shots", -12.75),
        QueuePosition = 3,
        Failure = new JobFailure(FailureClass.AcceptanceUnknown, "ConnectionReset", "The answer was lost."),
        TroubleSince = Noon.AddMinutes(5).AddSeconds(30),
        StepFailure = new JobFailure(FailureClass.Yours, "InvalidOperationException", "The ledger is closed."),
    };

    private sealed record Parameters(JsonElement Json) : TargetParameters
    {
        public override JsonElement ToJson() => Json;
    }
}
