using Coupler.Jobs;

namespace Coupler.Tests.Jobs;

/// <summary>Who waits for a job hears how it stands, whatever the order in which that is told.</summary>
public sealed class JobUpdatesTests
{
    private readonly JobUpdates updates = new();

    [Fact]
    public async Task What_is_told_late_does_not_hide_what_is_newer()
    {
        using var news = updates.Subscribe(Job(1).Id);

        updates.Publish(Job(3));
        updates.Publish(Job(2));

        Assert.Null(await news.NextAsync());
        updates.Publish(Job(4));
        Assert.Equal(4, (await news.NextAsync())!.Version);
    }

    [Fact]
    public async Task What_another_process_may_have_changed_is_read()
    {
        using var news = updates.Subscribe(Job(1).Id);

        updates.Publish(Job(3));
        updates.Forget(Job(1).Id);

        Assert.Null(await news.NextAsync());
    }

    private static JobRecord Job(long version) => new()
    {
        Id = new Guid("019bc1e3-2a00-7000-8000-000000000001"),
        Version = version,
        Workspace = "somewhere",
        WorkloadFormat = "",
        Options = new JobOptions(),
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
    };
}
