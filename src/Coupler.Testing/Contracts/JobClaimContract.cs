using System.Collections.Immutable;
using System.Text;
using Coupler.Jobs;
using Coupler.Problems;
using Xunit;

namespace Coupler.Testing.Contracts;

/// <summary>
/// What every <see cref="JobStore"/> promises of claims and leases. Time is always said, never waited for. A store is tested by
/// a class derived from <see cref="JobStoreContract"/>, which has these tests, too.
/// </summary>
public abstract class JobClaimContract : IAsyncLifetime
{
    private static readonly Guid Ours = Guid.NewGuid();
    private static readonly Guid Theirs = Guid.NewGuid();

    /// <summary>A new store, empty at first.</summary>
    protected JobStore Store { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static DateTimeOffset Noon => Jobs.Noon;

    /// <summary>The workload of the jobs.</summary>
    protected static Qubo Problem => Jobs.Problem;

    /// <summary>The workspaces of the jobs; no step.</summary>
    protected static JobReach Here => new(["somewhere"], []);

    /// <summary>Opens the store; again within one test it is the same, if what it keeps outlives it.</summary>
    protected abstract JobStore Open();

    public virtual ValueTask InitializeAsync()
    {
        Store = Open();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_due_is_claimed_and_then_nobody_elses()
    {
        var created = await CreateAsync(New());

        var claimed = Assert.Single(await ClaimAsync(Ours, Noon));

        Assert.Equal((created.Id, 2, Noon, Ours), (claimed.Id, claimed.Version, claimed.Due, claimed.Claim));
        Assert.Equal(Json(claimed), Json(await Store.GetAsync(created.Id, Token)));
        Assert.Empty(await ClaimAsync(Ours, Noon.AddDays(1)));
        Assert.Empty(await ClaimAsync(Theirs, Noon.AddDays(1)));
        Assert.Null(await Store.NextDueAsync(Here, Token));
    }

    [Fact]
    public async Task The_claims_of_a_lease_that_has_run_out_are_free_when_another_is_kept_up()
    {
        await CreateAsync(New());
        await Store.KeepLeaseAsync(Theirs, Noon, Noon.AddSeconds(30), Token);
        var first = Assert.Single(await ClaimAsync(Theirs, Noon));

        await Store.KeepLeaseAsync(Ours, Noon.AddSeconds(30) - TimeSpan.FromTicks(1), Noon.AddSeconds(60), Token);
        Assert.Empty(await ClaimAsync(Ours, Noon.AddSeconds(30)));
        await Store.KeepLeaseAsync(Ours, Noon.AddSeconds(30), Noon.AddSeconds(60), Token);
        var second = Assert.Single(await ClaimAsync(Ours, Noon.AddSeconds(30)));

        Assert.Equal(Ours, second.Claim);
        Assert.Null(await Store.ReplaceAsync(first with { Claim = null }, first.Version, [], Token));
    }

    [Fact]
    public async Task A_lease_that_is_kept_up_keeps_its_claims()
    {
        await CreateAsync(New());
        await Store.KeepLeaseAsync(Theirs, Noon, Noon.AddSeconds(30), Token);
        await ClaimAsync(Theirs, Noon);

        foreach (var second in Enumerable.Range(1, 100))
        {
            await Store.KeepLeaseAsync(Theirs, Noon.AddSeconds(second), Noon.AddSeconds(second + 30), Token);
            await Store.KeepLeaseAsync(Ours, Noon.AddSeconds(second), Noon.AddSeconds(second + 30), Token);
        }

        Assert.Empty(await ClaimAsync(Ours, Noon.AddDays(1)));
    }

    [Fact]
    public async Task A_claim_without_a_lease_is_as_good_as_none()
    {
        await CreateAsync(New() with { Claim = Theirs });
        Assert.Empty(await ClaimAsync(Ours, Noon));

        await Store.KeepLeaseAsync(Ours, Noon, Noon.AddSeconds(30), Token);

        Assert.Single(await ClaimAsync(Ours, Noon));
    }

    [Fact]
    public async Task A_lease_that_ends_gives_its_jobs_back_and_no_others()
    {
        var theirs = await CreateAsync(New() with { Claim = Theirs });
        await CreateAsync(New() with { Claim = Ours });

        await Store.EndLeaseAsync(Theirs, Token);

        var free = await Store.GetAsync(theirs.Id, Token);
        Assert.Equal((null, theirs.Version + 1, Noon), (free!.Claim, free.Version, free.Due));
        Assert.Equal(theirs.Id, Assert.Single(await ClaimAsync(Guid.NewGuid(), Noon)).Id);
    }

    [Fact]
    public async Task What_waits_at_another_workspace_is_left_alone()
    {
        await CreateAsync(New() with { Workspace = "elsewhere" });

        Assert.Empty(await ClaimAsync(Ours, Noon));
        Assert.Null(await Store.NextDueAsync(Here, Token));
        var wide = Here with { Workspaces = ["somewhere", "elsewhere"] };
        Assert.Equal(Noon, await Store.NextDueAsync(wide, Token));
        Assert.Single(await Store.ClaimDueAsync(Ours, wide, Noon, 10, Token));
    }

    /// <summary>However many there are, they hide no job behind them.</summary>
    [Fact]
    public async Task A_job_is_left_to_who_has_its_step_and_the_workspaces_of_its_fallbacks()
    {
        var step = await CreateAsync(New() with { Step = "bill", Due = Noon.AddHours(-3) });
        var fallback = await CreateAsync(New() with { FallbackWorkspaces = ["somewhere", "else's"], Due = Noon.AddHours(-2) });
        var plain = await CreateAsync(New() with { FallbackWorkspaces = ["somewhere"], Due = Noon.AddHours(-1) });

        Assert.Equal(plain.Due, await Store.NextDueAsync(Here, Token));
        Assert.Equal(plain.Id, Assert.Single(await ClaimAsync(Ours, Noon, 1)).Id);
        Assert.Null(await Store.NextDueAsync(Here with { Steps = [("build", 3)] }, Token));
        var steps = Here with { Steps = [("build", 3), ("bill", 1)] };
        Assert.Equal(step.Id, Assert.Single(await Store.ClaimDueAsync(Ours, steps, Noon, 10, Token)).Id);
        var places = Here with { Workspaces = ["else's", "somewhere"] };
        Assert.Equal(fallback.Id, Assert.Single(await Store.ClaimDueAsync(Theirs, places, Noon, 10, Token)).Id);
    }

    [Fact]
    public async Task A_job_is_left_to_who_has_its_step_in_a_version_that_reads_its_input()
    {
        var later = await CreateAsync(New() with { Step = "bill", StepVersion = 2 });

        Assert.Empty(await Store.ClaimDueAsync(Ours, Here with { Steps = [("bill", 1)] }, Noon, 10, Token));
        var able = await Store.ClaimDueAsync(Ours, Here with { Steps = [("bill", 3)] }, Noon, 10, Token);
        Assert.Equal(later.Id, Assert.Single(able).Id);
    }

    [Fact]
    public async Task The_jobs_of_a_lease_that_are_to_be_cancelled_are_found_until_they_end()
    {
        var wanted = await CreateAsync(New() with { Claim = Ours, CancelRequested = true });
        await CreateAsync(New() with { Claim = Ours });
        await CreateAsync(New() with { Claim = Theirs, CancelRequested = true });
        await CreateAsync(New() with { CancelRequested = true });

        Assert.Equal(wanted.Id, Assert.Single(await Store.FindCancelledAsync(Ours, Token)));
        await Store.ReplaceAsync(wanted with { Due = null }, wanted.Version, [], Token);
        Assert.Empty(await Store.FindCancelledAsync(Ours, Token));
    }

    [Fact]
    public async Task What_is_not_yet_due_is_not_claimed()
    {
        await CreateAsync(New() with { Due = Noon + TimeSpan.FromTicks(1) });
        await CreateAsync(New() with { Due = null });

        Assert.Empty(await ClaimAsync(Ours, Noon));
    }

    [Fact]
    public async Task Claims_are_oldest_first_and_as_many_as_asked_for()
    {
        foreach (var minutes in new[] { 3, 1, 4, 2, 5 })
        {
            await CreateAsync(New() with { Due = Noon.AddMinutes(-minutes), Tries = minutes });
        }

        var first = await ClaimAsync(Ours, Noon, 2);
        var rest = await ClaimAsync(Ours, Noon);

        Assert.Equal([5, 4], first.Select(job => job.Tries));
        Assert.Equal([3, 2, 1], rest.Select(job => job.Tries));
    }

    [Fact]
    public async Task What_has_expired_is_claimed_oldest_first_and_then_nobody_elses()
    {
        var late = await CreateAsync(Ended(Noon));
        var early = await CreateAsync(Ended(Noon.AddDays(-1)));
        await CreateAsync(Ended(Noon + TimeSpan.FromTicks(1)));
        await CreateAsync(Ended(null));
        await CreateAsync(Ended(Noon) with { Workspace = "elsewhere" });

        Assert.Equal(early.Id, Assert.Single(await ExpiredAsync(Ours, 1)).Id);
        Assert.Equal(late.Id, Assert.Single(await ExpiredAsync(Theirs)).Id);
        Assert.Empty(await ExpiredAsync(Guid.NewGuid()));
        Assert.Equal(Ours, (await Store.GetAsync(early.Id, Token))!.Claim);
        Assert.Empty(await ClaimAsync(Guid.NewGuid(), Noon.AddDays(2)));
    }

    /// <summary>Whoever failed to delete it finds it again; after him, whoever comes.</summary>
    [Fact]
    public async Task What_has_expired_and_was_claimed_is_found_again_by_its_lease_and_free_when_that_ends()
    {
        var job = await CreateAsync(Ended(Noon));
        await ExpiredAsync(Ours);

        var again = Assert.Single(await ExpiredAsync(Ours));
        await Store.EndLeaseAsync(Ours, Token);
        var theirs = Assert.Single(await ExpiredAsync(Theirs));

        Assert.Equal((job.Id, job.Id), (again.Id, theirs.Id));
        await Store.DeleteAsync(job.Id, Token);
        Assert.Empty(await ExpiredAsync(Theirs));
    }

    [Fact]
    public async Task A_job_that_is_kept_on_expires_no_more()
    {
        var job = await CreateAsync(Ended(Noon));

        await Store.ReplaceAsync(job with { KeptUntil = Noon.AddDays(1) }, job.Version, [], Token);

        Assert.Empty(await ExpiredAsync(Ours));
    }

    [Fact]
    public async Task Of_many_who_claim_at_a_time_each_job_goes_to_one()
    {
        foreach (var _ in Enumerable.Range(0, 40)) await CreateAsync(New());

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () => await ClaimAsync(Ours, Noon), Token)));

        var claimed = claims.SelectMany(jobs => jobs).Select(job => job.Id).ToArray();
        Assert.Equal(40, claimed.Length);
        Assert.Equal(40, claimed.Distinct().Count());
    }

    [Fact]
    public async Task The_next_due_moment_is_the_earliest_and_null_if_nothing_is_due()
    {
        Assert.Null(await Store.NextDueAsync(Here, Token));
        var later = await CreateAsync(New() with { Due = Noon.AddHours(2) });
        var sooner = await CreateAsync(New() with { Due = Noon.AddHours(1) });
        Assert.Equal(Noon.AddHours(1), await Store.NextDueAsync(Here, Token));

        await Store.ReplaceAsync(sooner with { Due = null }, sooner.Version, [], Token);
        Assert.Equal(Noon.AddHours(2), await Store.NextDueAsync(Here, Token));

        await Store.DeleteAsync(later.Id, Token);
        Assert.Null(await Store.NextDueAsync(Here, Token));
    }

    /// <summary>A job that is due at noon and that nobody has claimed.</summary>
    protected static JobRecord New(JobOptions? options = null, DateTimeOffset? created = null) => Jobs.New(options, created);

    protected ValueTask<ImmutableArray<JobRecord>> ClaimAsync(Guid lease, DateTimeOffset now, int count = 10) =>
        Store.ClaimDueAsync(lease, Here, now, count, Token);

    private static JobRecord Ended(DateTimeOffset? expires) =>
        New() with { Due = null, Status = JobStatus.Succeeded, KeptUntil = expires };

    private ValueTask<ImmutableArray<JobRecord>> ExpiredAsync(Guid lease, int count = 10) =>
        Store.ClaimExpiredAsync(lease, Here.Workspaces, Noon, count, Token);

    protected ValueTask<JobRecord> CreateAsync(JobRecord job) => Store.CreateAsync(job, Problem.ToPayload(), Token);

    /// <summary>Records hold lists, which compare by identity; their written form compares by content.</summary>
    protected static string Json(JobRecord? job) => Encoding.UTF8.GetString(JobRecordFormat.Write(job!));
}
