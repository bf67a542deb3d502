using System.Threading.Channels;
using Coupler.Circuits;
using Coupler.Local;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Local;

public sealed class LocalWorkspaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_that_throws_harms_neither_the_run_nor_the_other_handlers()
    {
        await using var workspace = new LocalWorkspace(new() { Parallelism = 1 });
        var changes = Channel.CreateUnbounded<Guid>();
        workspace.Changed += _ => throw new InvalidOperationException("A handler's own trouble.");
        workspace.Changed += attempt => changes.Writer.TryWrite(attempt);

        Assert.Equal(AttemptStatus.Succeeded, await EndOfAsync(Guid.NewGuid()));
        Assert.Equal(AttemptStatus.Succeeded, await EndOfAsync(Guid.NewGuid()));

        async Task<AttemptStatus> EndOfAsync(Guid attempt)
        {
            Circuit circuit = [H(0), MeasureAll()];
            await workspace.SubmitAsync(new(attempt, "local.auto", circuit.ToPayload(), new() { Seed = 1 }), Token);
            while (true)
            {
                await changes.Reader.ReadAsync(Token);
                var report = Assert.Single(await workspace.ReadAsync([attempt], Token));
                if (report.Status is AttemptStatus.Succeeded or AttemptStatus.Failed) return report.Status;
            }
        }
    }
}
