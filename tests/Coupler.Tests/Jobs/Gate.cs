namespace Coupler.Tests.Jobs;

/// <summary>Holds who comes until it is opened, and tells that somebody came.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => reached.Task;

    public void Open() => open.TrySetResult();

    public Task PassAsync(CancellationToken cancellationToken = default)
    {
        reached.TrySetResult();
        return open.Task.WaitAsync(cancellationToken);
    }
}
