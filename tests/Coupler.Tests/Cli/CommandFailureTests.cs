using Coupler.Cli;
using Coupler.Cost;
using Coupler.Jobs;

namespace Coupler.Tests.Cli;

/// <summary>What a command says when it ends without its result.</summary>
public sealed class CommandFailureTests
{
    [Fact]
    public void A_cap_that_is_exceeded_is_a_refusal_with_the_figures_and_ends_with_3()
    {
        var asked = new Reservation { Amount = 98.7m, Currency = "USD", Limit = 50, Target = "ionq.qpu.aria-1" };

        var failure = CommandFailure.From(new BudgetExceededException(asked, AccountBalance.Zero));

        Assert.Equal((FailureKind.Refused, 3, "ionq.qpu.aria-1"), (failure.Kind, (int)failure.ExitCode, failure.Target));
        Assert.Equal(
            "ionq.qpu.aria-1 may charge up to 98.70 USD for this job, and its MaxCost is 50.00 USD. Nothing was sent.",
            failure.Message);
    }
}
