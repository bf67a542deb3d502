namespace Coupler.Jobs;

/// <summary>What a store counts on the account of a cap.</summary>
/// <param name="Reserved">The bounds of jobs that may still be charged.</param>
/// <param name="Spent">What jobs were charged.</param>
public sealed record AccountBalance(decimal Reserved, decimal Spent)
{
    /// <summary>Of an account on which nothing was counted yet.</summary>
    public static AccountBalance Zero { get; } = new(0, 0);

    public decimal Total => Reserved + Spent;
}
