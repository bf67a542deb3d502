using Coupler.Jobs;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Stores;

public sealed class MemoryJobStoreTests : JobStoreContract
{
    protected override JobStore Open() => new MemoryJobStore();
}
