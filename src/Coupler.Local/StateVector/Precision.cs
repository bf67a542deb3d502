using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Coupler.Local.StateVector;

/// <summary>The numbers that a simulator computes amplitudes with. Probabilities are always summed in double precision.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The field's own words, and those of the command line.")]
public enum Precision
{
    /// <summary>Double precision: 16 bytes for an amplitude, about 15 digits.</summary>
    [JsonStringEnumMemberName("float64")]
    Float64,

    /// <summary>Single precision: 8 bytes for an amplitude, about 7 digits. Half the memory and twice the speed.</summary>
    [JsonStringEnumMemberName("float32")]
    Float32,
}
