using System.Numerics;
using Coupler.Local.Numerics;
using Coupler.Local.Spins;

namespace Coupler.Local.Solvers;

/// <summary>What a job of a solver needs in memory, about.</summary>
/// <param name="System">The problem as spins, which threads share.</param>
/// <param name="States">Of all spins, that each thread holds.</param>
internal sealed record SolverMemory(SpinMemory System, int States, int Threads)
{
    /// <summary>So little that nobody needs to ask the system whether it is there.</summary>
    private const long SmallNeed = 16 << 20;

    /// <summary>Of each variable, for each thread: its best value, and what the algorithm itself remembers.</summary>
    private const int BytesPerThread = 24;

    public BigInteger Bytes =>
        System.Bytes + (new BigInteger(System.Variables) * Threads * (BytesPerThread + ((long)States * System.BytesPerState)));

    /// <summary>A sentence that says why this machine can never hold it, and what would help; null if it can.</summary>
    public string? Refusal()
    {
        if (!System.FitsIntoLists)
        {
            return $"{System.Variables} variables with {System.Places} places in terms are more than a list can hold. "
                + "Use fewer variables or terms.";
        }

        if (Bytes <= SmallNeed) return null;
        var available = AvailableMemory.Total;
        if (Bytes <= available) return null;
        var fewer = (Threads > 1 ? ", or fewer threads" : "") + (States > 1 ? ", or settings with fewer states" : "");
        return $"{System.Variables} variables with {System.Places} places in terms need {ByteText.Of(Bytes)} of memory, with "
            + $"{States} states for each of {Threads} threads, and {ByteText.Of(available)} are available. "
            + $"Use fewer variables or terms{fewer}.";
    }
}
