using Xunit.Sdk;
using Xunit.v3;

// Every test starts processes, and some of these build: one after the other.
[assembly: Parallelization(Mode = ParallelMode.None)]
