namespace Coupler.Cost;

/// <summary>For how long the limit of a <see cref="Budget"/> has to do; calendar periods are those of UTC.</summary>
public enum BudgetPeriod
{
    /// <summary>The limit holds for each job by itself.</summary>
    Job,
    Day,
    Month,
    Year,

    /// <summary>It never begins anew.</summary>
    Ever,
}

internal static class BudgetPeriodExtensions
{
    extension(BudgetPeriod period)
    {
        /// <summary>
        /// When the period began that a moment lies in, and when the next begins; null where there is no calendar.
        /// </summary>
        public (DateTimeOffset Start, DateTimeOffset End)? Around(DateTimeOffset moment)
        {
            var day = new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero);
            var month = day.AddDays(1 - day.Day);
            var year = month.AddMonths(1 - month.Month);
            return period switch
            {
                BudgetPeriod.Day => (day, day.AddDays(1)),
                BudgetPeriod.Month => (month, month.AddMonths(1)),
                BudgetPeriod.Year => (year, year.AddYears(1)),
                _ => null,
            };
        }
    }
}
