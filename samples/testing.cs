#:project ../src/Coupler.Local/Coupler.Local.csproj
#:project ../src/Coupler.Testing/Coupler.Testing.csproj
#:package Microsoft.Extensions.DependencyInjection
#:package xunit.v3

// A test of an application that is built on Coupler, as a program of its own: dotnet run samples/testing.cs
// The place loses an answer and keeps the job waiting for three days; the application books the order once.

using System.Text.Json.Serialization;
using Coupler;
using Coupler.Circuits;
using Coupler.Local;
using Coupler.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Coupler.Circuits.Gates;

public sealed class BookingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_booked_once_though_an_answer_is_lost_and_the_queue_is_long()
    {
        var clock = new VirtualClock();
        var script = new FaultScript
        {
            Submit = [Fault.Refused, Fault.Refused, Fault.CutAfter],
            Fetch = [Fault.LinkExpired],
            Queue = TimeSpan.FromDays(3),
        };
        var place = script.Around(new LocalWorkspace(), clock);
        var ledger = new Ledger();

        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddSingleton(ledger);
        services.AddCoupler().AddWorkspace(_ => place).AddStep<BookOrder>("book-order", AppJson.Default);
        await using var provider = services.BuildServiceProvider();

        var start = clock.GetUtcNow();
        var order = new Order("4711", Dice: 2);
        var job = await provider.GetRequiredService<BookOrder>().SubmitAsync(order, new() { Key = order.Number }, Token);
        await clock.RunUntilAsync(job, Token);

        Assert.InRange(clock.GetUtcNow(), start.AddDays(3), start.AddDays(3).AddMinutes(1));
        Assert.Equal(4, place.Played.Length);                             // everything in the script happened
        Assert.Equal([Attempt.IdOf(job.Id, 1)], place.Ledger);            // accepted once, so paid once
        Assert.Equal(["4711"], ledger.Booked);                            // the application's own code ran once
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_goes_wrong_a_job_is_accepted_once(int seed)
    {
        var clock = new VirtualClock();
        var script = new FaultScript
        {
            AtRandom = [Fault.Refused, Fault.TooManyRequests(TimeSpan.FromMinutes(1)), Fault.CutBefore, Fault.CutAfter],
            Share = 0.4,
            Seed = seed,
        };
        var place = script.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);

        var job = await client.SubmitAsync([H(0), CX(0, 1), MeasureAll()], cancellationToken: Token);
        await clock.RunUntilAsync(job, Token);

        Assert.Equal(1_000, (await job.ResultAsync(Token)).Shots);
        Assert.Equal([Attempt.IdOf(job.Id, 1)], place.Ledger);
    }
}

/// <summary>The application under test: it throws dice for an order and books it.</summary>
internal sealed class BookOrder(Ledger ledger) : QuantumStep<Order, CircuitResult>
{
    public override Workload<CircuitResult> Prepare(Order input)
    {
        Circuit dice = [.. Enumerable.Range(0, input.Dice).Select(H), MeasureAll()];
        return dice;
    }

    public override Task SucceededAsync(
        StepContext job, Order input, CircuitResult result, CancellationToken cancellationToken)
    {
        ledger.Book(input.Number);
        return Task.CompletedTask;
    }
}

internal sealed class Ledger
{
    public List<string> Booked { get; } = [];

    public void Book(string number) => Booked.Add(number);
}

internal sealed record Order(string Number, int Dice);

[JsonSerializable(typeof(Order))]
internal sealed partial class AppJson : JsonSerializerContext;
