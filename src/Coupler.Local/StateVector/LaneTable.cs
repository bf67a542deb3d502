using System.Runtime.CompilerServices;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// Registers full of numbers that a kernel reads again and again: on the garbage collector's heap, so that nobody has to give
/// them back, but pinned and starting at a cache line, so that no load straddles two.
/// </summary>
internal sealed unsafe class LaneTable<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int CacheLine = 64;

    private readonly byte[] memory;

    public LaneTable(int count) =>
        memory = GC.AllocateUninitializedArray<byte>((count * sizeof(TLanes)) + CacheLine, pinned: true);

    /// <summary>Valid while the table is alive.</summary>
    public TLanes* Pointer =>
        (TLanes*)(((nuint)Unsafe.AsPointer(ref memory[0]) + CacheLine - 1) & ~((nuint)CacheLine - 1));
}
