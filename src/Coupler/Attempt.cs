using System.Buffers.Binary;
using System.Security.Cryptography;
using Coupler.Cost;

namespace Coupler;

/// <summary>One submission of a job to one target.</summary>
public sealed record Attempt
{
    /// <summary>Derived from the job's id and the number, so that it is the same whoever computes it.</summary>
    public required Guid Id { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>The name of the workspace. Null in records of a time when a job had but one: the record's.</summary>
    public string? Workspace { get; init; }

    public required string Target { get; init; }

    public required bool IsSimulated { get; init; }

    /// <summary>When it was first about to be sent. From then on it is looked up before it is sent again.</summary>
    public DateTimeOffset? Sent { get; init; }

    public AttemptStatus Status { get; init; }

    /// <summary>The place's own word.</summary>
    public string? ServiceStatus { get; init; }

    public JobFailure? Failure { get; init; }

    /// <summary>What it cost, where its place has told.</summary>
    public Money? Cost { get; init; }

    /// <summary>When its place had taken it, as far as is known.</summary>
    public DateTimeOffset? Accepted { get; init; }

    /// <summary>When it was executing for the first time: as its target says, else when that was first seen here.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it had ended: as its target says, else when that was seen here.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>
    /// Which attempts at the target are alike in size: about the power of two of instructions × shots, terms or bytes. Null where
    /// an earlier version prepared it, and where nobody saw when it was accepted: its times teach nothing.
    /// </summary>
    public int? SizeClass { get; init; }

    /// <summary>The target's average time in the queue when the attempt was prepared, where its provider told one.</summary>
    public TimeSpan? AverageQueueTime { get; init; }

    /// <summary>
    /// As its place tells of it now. The place's clock may not be ours: what it says of times is taken for as near as it can be
    /// true here, and what was known once stays.
    /// </summary>
    internal Attempt Seen(AttemptReport report, DateTimeOffset now)
    {
        var isExecuting = report.Status is AttemptStatus.Executing or AttemptStatus.Finishing;
        var hasEnded = report.Status is AttemptStatus.Succeeded or AttemptStatus.Failed or AttemptStatus.Cancelled;
        var accepted = Earlier(Accepted, now) ?? now;
        var started = Started ?? Earlier(report.Started, now) ?? (isExecuting ? now : null);
        if (started < accepted) started = accepted;
        var ended = hasEnded ? Ended ?? Earlier(report.Ended, now) ?? now : (DateTimeOffset?)null;
        if (ended < (started ?? accepted)) ended = started ?? accepted;
        return this with
        {
            Status = report.Status,
            ServiceStatus = report.ServiceStatus,
            Failure = report.Failure,
            Cost = report.Cost ?? Cost,
            Accepted = accepted,
            Started = started,
            Ended = ended,
            SizeClass = Accepted is null ? null : SizeClass,
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset other) => one > other ? other : one;

    /// <summary>A name-based UUID (version 8, RFC 9562) from SHA-256 over the job's id and the number.</summary>
    public static Guid IdOf(Guid job, int number)
    {
        Span<byte> name = stackalloc byte[20];
        job.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(name[16..], number);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
