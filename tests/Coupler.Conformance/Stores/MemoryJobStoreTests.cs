using Coupler.Jobs;

namespace Coupler.Conformance.Stores;

public sealed class MemoryJobStoreTests : JobStoreContract
{
    protected override JobStore Open() => new MemoryJobStore();
}
