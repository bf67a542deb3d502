using Coupler.Jobs;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Stores;

public sealed class MemoryJobTimesTests : JobTimesContract
{
    protected override JobStore Open() => new MemoryJobStore();
}
