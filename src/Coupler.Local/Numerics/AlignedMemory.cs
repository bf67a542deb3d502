using System.Runtime.InteropServices;

namespace Coupler.Local.Numerics;

/// <summary>
/// Memory outside the garbage collector's heap, at an address that whole cache lines start at; its content is undefined at
/// first. Large blocks ask Linux for huge pages, which saves address translation when a kernel walks in long strides.
/// </summary>
internal sealed unsafe partial class AlignedMemory : SafeHandle
{
    private const nuint CacheLine = 64;
    private const nuint HugePage = 2 << 20;

    /// <summary>MADV_HUGEPAGE of madvise(2).</summary>
    private const int AdviseHugePages = 14;

    public AlignedMemory(nuint bytes)
        : base(0, ownsHandle: true)
    {
        var isLarge = bytes >= 2 * HugePage;
        SetHandle((nint)NativeMemory.AlignedAlloc(bytes, isLarge ? HugePage : CacheLine));
        // Only advice: where the system does not follow it, the program runs a little slower.
        if (isLarge && OperatingSystem.IsLinux()) _ = Advise(handle, bytes, AdviseHugePages);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Valid until the object is disposed of; whoever uses it keeps the object alive.</summary>
    public void* Pointer => (void*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
