using Coupler.Jobs;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Stores;

public sealed class RoundTripJobStoreTests : JobStoreContract
{
    protected override JobStore Open() => new MemoryJobStore(roundTrip: true);

    [Fact]
    public async Task The_memory_store_keeps_the_very_object_and_its_round_trip_mode_what_the_bytes_say()
    {
        await using var plain = new MemoryJobStore();
        var job = New();
        var problem = Problem;

        await plain.CreateAsync(job, problem.ToPayload(), Token);
        await Store.CreateAsync(job, problem.ToPayload(), Token);

        Assert.Same(problem, Workload.FromPayload((await plain.ReadAsync(job.Id, "input", Token))!));
        Assert.NotSame(problem, Workload.FromPayload((await Store.ReadAsync(job.Id, "input", Token))!));
    }
}
