using System.Collections.Immutable;

namespace Coupler.Testing;

/// <summary>Something that goes wrong with one call of a place.</summary>
public sealed record Fault
{
    private static readonly ImmutableArray<PlaceCall> Any = [.. Enum.GetValues<PlaceCall>()];

    private Fault(string name, FaultEffect effect, params ImmutableArray<PlaceCall> calls) =>
        (Name, Effect, Calls) = (name, effect, calls);

    /// <summary>The call goes well: for the calls between two that do not.</summary>
    public static Fault None { get; } = new("None", FaultEffect.Nothing, Any);

    /// <summary>The place says no for now, and has accepted nothing.</summary>
    public static Fault Refused { get; } = new("Refused", FaultEffect.ThrowsBefore, PlaceCall.Upload, PlaceCall.Submit)
    {
        Class = FailureClass.NeverAccepted,
        Message = "The place accepts nothing at present.",
    };

    /// <summary>The service is unavailable (HTTP status 503): it has taken nothing, and the answer does not say so.</summary>
    public static Fault ServiceUnavailable { get; } = new("ServiceUnavailable", FaultEffect.ThrowsBefore, Any)
    {
        Message = "The service is unavailable (503).",
    };

    /// <summary>The connection is cut before the place gets the call. The client cannot know that.</summary>
    public static Fault CutBefore { get; } = new("CutBefore", FaultEffect.ThrowsBefore, Any)
    {
        Message = "The connection was cut.",
    };

    /// <summary>The place gets the call, and then the connection is cut: its answer is lost. The client cannot know.</summary>
    public static Fault CutAfter { get; } = new("CutAfter", FaultEffect.ThrowsAfter, Any)
    {
        Message = "The connection was cut.",
    };

    /// <summary>The link to the storage has expired (HTTP status 403).</summary>
    public static Fault LinkExpired { get; } = new("LinkExpired", FaultEffect.ThrowsBefore, PlaceCall.Upload, PlaceCall.Fetch)
    {
        Class = FailureClass.NeverAccepted,
        Message = "The link has expired (403).",
    };

    /// <summary>The place gets the same submission twice, one right after the other.</summary>
    public static Fault SubmittedTwice { get; } = new("SubmittedTwice", FaultEffect.Repeats, PlaceCall.Submit);

    /// <summary>Only the first half of the result's bytes arrives.</summary>
    public static Fault Truncated { get; } = new("Truncated", FaultEffect.Truncates, PlaceCall.Fetch);

    /// <summary>The result arrives with all its bytes and each of them wrong.</summary>
    public static Fault Corrupted { get; } = new("Corrupted", FaultEffect.Corrupts, PlaceCall.Fetch);

    /// <summary>
    /// The cancellation is taken without complaint and comes too late: the attempt is through the queue and goes on to its end.
    /// </summary>
    public static Fault TooLate { get; } = new("TooLate", FaultEffect.Skips, PlaceCall.Cancel);

    /// <summary>The code of the failure that the client sees, where it sees one.</summary>
    public string Name { get; }

    /// <summary>What it can happen to.</summary>
    public ImmutableArray<PlaceCall> Calls { get; }

    /// <summary>When the place wants to be asked again, if it says so.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    internal FaultEffect Effect { get; }

    private FailureClass Class { get; init; } = FailureClass.AcceptanceUnknown;

    private string Message { get; init; } = "";

    /// <summary>The place has been asked too often, has taken nothing, and wants to be asked later (HTTP status 429).</summary>
    /// <param name="retryAfter">Zero or more; a client keeps to it up to a day.</param>
    public static Fault TooManyRequests(TimeSpan retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return new Fault("TooManyRequests", FaultEffect.ThrowsBefore, Any)
        {
            Class = FailureClass.NeverAccepted,
            Message = "There were too many requests (429).",
            RetryAfter = retryAfter,
        };
    }

    /// <summary>So many in a row: <c>Fetch = [.. Fault.LinkExpired.Times(3)]</c>.</summary>
    public IEnumerable<Fault> Times(int count) => Enumerable.Repeat(this, count);

    public override string ToString() => Name;

    /// <summary>A result that is at the place stays there, and says nothing of acceptance, whatever happens on the way.</summary>
    internal WorkspaceException ToException(PlaceCall call) =>
        new(call == PlaceCall.Fetch ? FailureClass.Unreadable : Class, Name, Message) { RetryAfter = RetryAfter };
}
