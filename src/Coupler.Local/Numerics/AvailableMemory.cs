using System.Globalization;

namespace Coupler.Local.Numerics;

/// <summary>How much memory this process can take.</summary>
internal static class AvailableMemory
{
    private const string LinuxMemory = "/proc/meminfo";
    private const string LinuxAvailable = "MemAvailable:";

    /// <summary>Bytes that the machine, or a container's limit, has for this process at all, whoever holds them now.</summary>
    public static long Total => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>
    /// Bytes that it can still take, without driving the machine into swapping. A container's limit counts; so does, on Linux,
    /// what other programs hold and can not give back.
    /// </summary>
    public static long Bytes
    {
        get
        {
            var memory = GC.GetGCMemoryInfo();
            var withinLimit = Math.Max(0, memory.TotalAvailableMemoryBytes - Environment.WorkingSet);
            return OperatingSystem.IsLinux()
                ? Math.Min(withinLimit, LinuxBytes() ?? long.MaxValue)
                : Math.Min(withinLimit, Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes));
        }
    }

    /// <summary>The system's own estimate, in a line such as <c>MemAvailable:   24064032 kB</c>; null if there is none.</summary>
    private static long? LinuxBytes()
    {
        if (!File.Exists(LinuxMemory)) return null;
        foreach (var line in File.ReadLines(LinuxMemory))
        {
            if (!line.StartsWith(LinuxAvailable, StringComparison.Ordinal)) continue;
            var kibibytes = line.AsSpan(LinuxAvailable.Length).Trim().TrimEnd("kB").TrimEnd();
            return long.TryParse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value * 1024 : null;
        }

        return null;
    }
}
