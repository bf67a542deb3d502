using System.Text;
using Coupler.Jobs;
using Coupler.Problems;
using Xunit;

namespace Coupler.Testing.Contracts;

/// <summary>
/// What every <see cref="JobStore"/> promises. Derive a public class from it, say how the store is opened, and its tests run
/// there. A test runs on a store of its own.
/// </summary>
public abstract class JobStoreContract : JobBudgetContract
{
    [Fact]
    public async Task A_job_that_was_written_is_read_back_with_version_one()
    {
        var job = New();

        var created = await CreateAsync(job);

        Assert.Equal(1, created.Version);
        Assert.Equal(Json(job with { Version = 1 }), Json(created));
        Assert.Equal(Json(created), Json(await Store.GetAsync(job.Id, Token)));
    }

    [Fact]
    public async Task A_job_that_nobody_wrote_is_null() => Assert.Null(await Store.GetAsync(Guid.NewGuid(), Token));

    [Fact]
    public async Task A_replaced_record_carries_the_next_version()
    {
        var created = await CreateAsync(New());

        var replaced = await Store.ReplaceAsync(created with { Phase = JobPhase.Submit, Tries = 3 }, created.Version, [], Token);

        Assert.Equal(2, replaced!.Version);
        var read = await Store.GetAsync(created.Id, Token);
        Assert.Equal((2, JobPhase.Submit, 3), (read!.Version, read.Phase, read.Tries));
    }

    [Fact]
    public async Task A_lost_update_is_refused_and_changes_nothing()
    {
        var created = await CreateAsync(New());
        await Store.ReplaceAsync(created with { Tries = 1 }, created.Version, [], Token);

        var late = await Store.ReplaceAsync(created with { Tries = 100, Due = null }, created.Version, [], Token);

        Assert.Null(late);
        Assert.Equal(1, (await Store.GetAsync(created.Id, Token))!.Tries);
        Assert.Equal(Noon, await Store.NextDueAsync(Here, Token));
    }

    [Fact]
    public async Task Of_many_writers_who_saw_the_same_version_one_wins()
    {
        var created = await CreateAsync(New());

        var written = await Task.WhenAll(Enumerable.Range(1, 20).Select(tries => Task.Run(
            () => Store.ReplaceAsync(created with { Tries = tries }, created.Version, [], Token).AsTask(), Token)));

        var winner = Assert.Single(written, record => record is not null);
        Assert.Equal(winner!.Tries, (await Store.GetAsync(created.Id, Token))!.Tries);
    }

    [Fact]
    public async Task Replacing_a_job_that_is_not_there_writes_nothing()
    {
        var job = New();

        Assert.Null(await Store.ReplaceAsync(job, 1, [], Token));
        Assert.Null(await Store.GetAsync(job.Id, Token));
    }

    [Fact]
    public async Task A_second_job_with_the_same_owner_and_key_is_the_first()
    {
        var first = await CreateAsync(New(Keyed("ann", "order-1")));
        var second = New(Keyed("ann", "order-1"));

        var found = await CreateAsync(second);

        Assert.Equal(first.Id, found.Id);
        Assert.Null(await Store.GetAsync(second.Id, Token));
        Assert.Null(await Store.ReadAsync(second.Id, "input", Token));
    }

    [Fact]
    public async Task Another_owner_may_use_the_same_key()
    {
        JobOptions[] options = [Keyed("ann", "order-1"), Keyed("bob", "order-1"), Keyed(null, "order-1"), Keyed("ann", null)];
        var jobs = options.Select(option => New(option)).ToArray();

        foreach (var job in jobs) Assert.Equal(job.Id, (await CreateAsync(job)).Id);
    }

    [Fact]
    public async Task No_owner_and_an_empty_owner_are_the_same()
    {
        var first = await CreateAsync(New(Keyed(null, "order-1")));

        Assert.Equal(first.Id, (await CreateAsync(New(Keyed("", "order-1")))).Id);
    }

    [Fact]
    public async Task A_key_makes_one_job_however_many_ask_at_a_time()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            async () => await CreateAsync(New(Keyed("ann", "double click"))), Token)));

        Assert.Single(created.Select(job => job.Id).Distinct());
        Assert.Single(await QueryAsync(new JobQuery()));
    }

    [Fact]
    public async Task A_list_is_newest_first_and_as_long_as_its_limit()
    {
        foreach (var minute in new[] { 2, 0, 3, 1 })
        {
            await CreateAsync(New(created: Noon.AddMinutes(minute)) with { Tries = minute });
        }

        Assert.Equal([3, 2, 1, 0], (await QueryAsync(new JobQuery())).Select(job => job.Tries));
        Assert.Equal([3, 2], (await QueryAsync(new JobQuery { Limit = 2 })).Select(job => job.Tries));
    }

    [Fact]
    public async Task A_list_holds_what_meets_every_condition()
    {
        var ann = new JobOptions { Owner = "ann", Target = "a.one", Tags = ["red", "big"] };
        var bob = new JobOptions { Owner = "bob", Target = "a.two", Tags = ["red"] };
        await CreateAsync(New(ann) with { Tries = 1, Status = JobStatus.Executing });
        await CreateAsync(New(ann, Noon.AddMinutes(1)) with { Tries = 2, Status = JobStatus.Failed });
        await CreateAsync(New(bob, Noon.AddMinutes(2)) with { Tries = 3, Status = JobStatus.Failed });

        await AssertFoundAsync([2, 1], new JobQuery { Owner = "ann" });
        await AssertFoundAsync([3], new JobQuery { Target = "a.two" });
        await AssertFoundAsync([3, 2, 1], new JobQuery { Tag = "red" });
        await AssertFoundAsync([2, 1], new JobQuery { Tag = "big" });
        await AssertFoundAsync([3, 2], new JobQuery { Statuses = [JobStatus.Failed, JobStatus.Cancelled] });
        await AssertFoundAsync([1], new JobQuery { CreatedBefore = Noon.AddMinutes(1) });
        await AssertFoundAsync([3], new JobQuery { CreatedAfter = Noon.AddMinutes(1) });
        await AssertFoundAsync([2], new JobQuery { Owner = "ann", Tag = "red", Statuses = [JobStatus.Failed] });
        await AssertFoundAsync([], new JobQuery { Owner = "carol" });
    }

    [Fact]
    public async Task A_list_goes_on_after_the_last_job_of_a_page_also_among_jobs_of_one_moment()
    {
        for (var job = 0; job < 9; job++) await CreateAsync(New(created: Noon.AddMinutes(job / 4)));
        var whole = (await QueryAsync(new JobQuery())).Select(job => job.Id).ToList();

        var paged = new List<Guid>();
        var page = new JobQuery { Limit = 2 };
        while (await QueryAsync(page) is [.., var last] found)
        {
            paged.AddRange(found.Select(job => job.Id));
            await CreateAsync(New(created: Noon.AddHours(1)));
            page = page with { Before = last.Id };
        }

        Assert.Equal(9, paged.Count);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_list_does_not_go_on_after_a_job_that_is_not_there()
    {
        var stranger = Guid.NewGuid();

        var missing = await Assert.ThrowsAsync<KeyNotFoundException>(() => QueryAsync(new JobQuery { Before = stranger }));

        Assert.Contains($"{stranger}", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_input_is_kept_with_the_job()
    {
        var job = await CreateAsync(New());

        var input = await Store.ReadAsync(job.Id, "input", Token);

        Assert.Equal(Problem.Format, input!.Format);
        Assert.Equal(Problem.Terms, Assert.IsType<Qubo>(Workload.FromPayload(input)).Terms);
    }

    [Fact]
    public async Task A_payload_is_written_once()
    {
        var job = await CreateAsync(New());

        job = (await Store.ReplaceAsync(job, job.Version, [new("result/1", Bytes("first"))], Token))!;
        await Store.ReplaceAsync(job, job.Version, [new("result/1", Bytes("second"))], Token);

        Assert.Equal("first", Text(await Store.ReadAsync(job.Id, "result/1", Token)));
        Assert.Null(await Store.ReadAsync(job.Id, "result/2", Token));
    }

    [Fact]
    public async Task Contents_are_not_kept_with_a_record_that_is_refused()
    {
        var job = await CreateAsync(New());
        var stranger = New();

        Assert.Null(await Store.ReplaceAsync(job, job.Version + 1, [new("result/1", Bytes("lost"))], Token));
        Assert.Null(await Store.ReplaceAsync(stranger, 1, [new("result/1", Bytes("lost"))], Token));

        Assert.Null(await Store.ReadAsync(job.Id, "result/1", Token));
        Assert.Null(await Store.ReadAsync(stranger.Id, "result/1", Token));
    }

    [Fact]
    public async Task Deleting_removes_the_job_its_payloads_and_its_key()
    {
        var job = await CreateAsync(New(Keyed("ann", "order-1")));
        job = (await Store.ReplaceAsync(job, job.Version, [new("payload/1", Bytes("encoded"))], Token))!;

        await Store.DeleteAsync(job.Id, Token);
        await Store.DeleteAsync(job.Id, Token);

        Assert.Null(await Store.GetAsync(job.Id, Token));
        Assert.Null(await Store.ReadAsync(job.Id, "input", Token));
        Assert.Null(await Store.ReadAsync(job.Id, "payload/1", Token));
        Assert.Empty(await QueryAsync(new JobQuery()));
        Assert.Null(await Store.ReplaceAsync(job, job.Version, [], Token));
        var again = New(Keyed("ann", "order-1"));
        Assert.Equal(again.Id, (await CreateAsync(again)).Id);
    }

    [Fact]
    public async Task Everything_in_a_record_is_kept()
    {
        var job = FullRecord.Value with { Id = Guid.NewGuid() };

        await CreateAsync(job);

        Assert.Equal(Json(job with { Version = 1 }), Json(await Store.GetAsync(job.Id, Token)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_best_value_that_is_no_finite_number_is_kept(double best)
    {
        var job = await CreateAsync(New());

        await Store.ReplaceAsync(job with { Progress = new JobProgress(1, null, "sweeps", best) }, job.Version, [], Token);

        Assert.Equal(best, (await Store.GetAsync(job.Id, Token))!.Progress!.Best);
    }

    [Fact]
    public async Task A_store_may_be_disposed_twice()
    {
        var other = Open();

        await other.DisposeAsync();
        await other.DisposeAsync();
    }

    protected async Task<List<JobRecord>> QueryAsync(JobQuery query)
    {
        var found = new List<JobRecord>();
        await foreach (var job in Store.QueryAsync(query, Token)) found.Add(job);
        return found;
    }

    private async Task AssertFoundAsync(int[] tries, JobQuery query) =>
        Assert.Equal(tries, (await QueryAsync(query)).Select(job => job.Tries));

    private static JobOptions Keyed(string? owner, string? key) => new() { Target = "a.one", Owner = owner, Key = key };

    private static Payload Bytes(string text) => new("text", Encoding.UTF8.GetBytes(text));

    private static string Text(Payload? payload) => Encoding.UTF8.GetString(payload!.Content.Span);
}
