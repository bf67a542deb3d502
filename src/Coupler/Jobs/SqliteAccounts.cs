using System.Collections.Immutable;
using Coupler.Cost;
using Microsoft.Data.Sqlite;

namespace Coupler.Jobs;

/// <summary>The accounts of caps of a <see cref="SqliteJobStore"/>, on one connection. Not thread-safe.</summary>
internal sealed class SqliteAccounts(SqliteConnection connection)
{
    private readonly SqliteStatement selectAccount = new(
        connection, "SELECT reserved, spent FROM accounts WHERE account = $account", "$account");

    private readonly SqliteStatement add = new(
        connection,
        """
        INSERT INTO accounts (account, reserved, spent) VALUES ($account, $reserved, $spent)
        ON CONFLICT (account) DO UPDATE SET reserved = reserved + $reserved, spent = spent + $spent
        """,
        "$account", "$reserved", "$spent");

    private readonly SqliteStatement insertReservation = new(
        connection,
        "INSERT INTO reservations (job, account, currency, amount) VALUES ($job, $account, $currency, $amount)",
        "$job", "$account", "$currency", "$amount");

    private readonly SqliteStatement selectReservations = new(
        connection, "SELECT account, currency, amount FROM reservations WHERE job = $job", "$job");

    private readonly SqliteStatement deleteReservations = new(
        connection, "DELETE FROM reservations WHERE job = $job", "$job");

    public AccountBalance BalanceOf(string account) =>
        selectAccount.Read(ReadBalance, account) is [var balance] ? balance : AccountBalance.Zero;

    public void Reserve(Guid job, ImmutableArray<Reservation> reservations)
    {
        foreach (var reservation in reservations)
        {
            if (reservation.Account is not { } account) continue;
            var amount = Millionths.Of(reservation.Amount);
            add.Execute(account, amount, 0L);
            insertReservation.Execute(job.ToString(), account, reservation.Currency, amount);
        }
    }

    /// <summary>What is reserved for the job becomes what it was charged, if that is settled.</summary>
    public void Settle(JobRecord job)
    {
        // Of most jobs this is known without a look.
        if (job.IsPriced && JobCharge.IsSettled(job)) Close(job.Id, open => Millionths.Of(job.ChargeIn(open.Currency)!.Value));
    }

    /// <summary>The job is forgotten: nobody will say any more what it was charged.</summary>
    public void Forget(Guid job) => Close(job, open => open.Amount);

    private void Close(Guid job, Func<Open, long> chargeOf)
    {
        var reservations = selectReservations.Read(ReadOpen, job.ToString());
        foreach (var open in reservations) add.Execute(open.Account, -open.Amount, chargeOf(open));
        if (reservations.Count > 0) deleteReservations.Execute(job.ToString());
    }

    private static AccountBalance ReadBalance(SqliteDataReader row) =>
        new(Millionths.ToAmount(row.GetInt64(0)), Millionths.ToAmount(row.GetInt64(1)));

    private static Open ReadOpen(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2));

    private readonly record struct Open(string Account, string Currency, long Amount);
}
