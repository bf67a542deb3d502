using System.Globalization;

namespace Coupler.Problems.Qio;

/// <summary>What can be wrong with a problem, numbered as Azure Quantum's optimisation service does.</summary>
internal enum QioFault
{
    DuplicateVariable = 101,
    MissingSection = 102,
    WrongType = 103,
    InitialConfiguration = 104,
    NotParseable = 105,
    OutOfRange = 107,
}

internal static class QioFaultExtensions
{
    /// <summary>The service's code: <c>AZQ101</c>.</summary>
    public static string Code(this QioFault fault) => string.Create(CultureInfo.InvariantCulture, $"AZQ{(int)fault}");
}
