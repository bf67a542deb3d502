using System.Globalization;
using System.Numerics;

namespace Coupler.Local.Numerics;

/// <summary>A number of bytes as people read it.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

    /// <summary>Four digits and a unit: 8 TiB, 22.45 GiB; above all units a power of ten.</summary>
    public static string Of(BigInteger bytes)
    {
        var unit = bytes.IsZero ? 0 : (int)((bytes.GetBitLength() - 1) / 10);
        if (unit >= Units.Length) return string.Create(CultureInfo.InvariantCulture, $"10^{BigInteger.Log10(bytes):F0} bytes");
        var value = (double)bytes / Math.Pow(1024, unit);
        return string.Create(CultureInfo.InvariantCulture, $"{value:G4} {Units[unit]}");
    }
}
