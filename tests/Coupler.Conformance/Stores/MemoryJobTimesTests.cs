using Coupler.Jobs;

namespace Coupler.Conformance.Stores;

public sealed class MemoryJobTimesTests : JobTimesContract
{
    protected override JobStore Open() => new MemoryJobStore();
}
