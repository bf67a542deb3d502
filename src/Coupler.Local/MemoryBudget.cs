namespace Coupler.Local;

/// <summary>
/// The memory that runs share. A run has its part reserved before it begins and gives it back when it ends; one whose part does
/// not fit beside the others waits, and who comes after it waits behind it. A run that is alone always begins. Thread-safe.
/// </summary>
/// <param name="free">How many bytes there are while nothing runs; asked whenever a run begins alone.</param>
internal sealed class MemoryBudget(Func<long> free)
{
    /// <summary>So little that nobody needs to ask the system whether it is there.</summary>
    private const long SmallNeed = 16 << 20;

    private readonly Lock gate = new();
    private readonly Queue<Request> waiting = new();
    private long left;
    private int holders;

    /// <summary>Blocks until the bytes are there, or the run is cancelled.</summary>
    /// <returns>Gives the bytes back when disposed of.</returns>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public IDisposable Reserve(long bytes, CancellationToken cancellationToken)
    {
        var request = new Request(this, bytes > SmallNeed ? bytes : 0);
        if (request.Bytes == 0) return request;
        lock (gate)
        {
            waiting.Enqueue(request);
            GrantWhatFits();
        }

        try
        {
            request.Granted.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            request.Dispose();
            throw;
        }

        return request;
    }

    private void GrantWhatFits()
    {
        while (waiting.TryPeek(out var next))
        {
            if (!next.IsGivenUp)
            {
                if (holders == 0) left = free();
                else if (next.Bytes > left) return;
                left -= next.Bytes;
                holders++;
                next.Granted.Set();
            }

            waiting.Dequeue();
        }
    }

    private void GiveBack(Request request)
    {
        lock (gate)
        {
            if (request.Granted.IsSet)
            {
                left += request.Bytes;
                holders--;
            }

            request.IsGivenUp = true;
            GrantWhatFits();
        }
    }

    private sealed class Request(MemoryBudget budget, long bytes) : IDisposable
    {
        public long Bytes => bytes;

        public ManualResetEventSlim Granted { get; } = new();

        public bool IsGivenUp { get; set; }

        public void Dispose()
        {
            if (bytes > 0 && !IsGivenUp) budget.GiveBack(this);
            Granted.Dispose();
        }
    }
}
