namespace Coupler.Local.StateVector;

/// <summary>
/// Tells how far a run is, whenever some work has been done since the last time: gates as long as all shots go together, else
/// shots.
/// </summary>
internal sealed class ShotProgress(ShotPlan plan, int shots, Action<JobProgress> report)
{
    /// <summary>Amplitudes that gates went through: some ten milliseconds of work.</summary>
    private const long WorkBetweenReports = 1 << 25;

    private readonly bool countsGates = plan.Branchings == 0;
    private readonly long total = plan.Branchings == 0 ? plan.GateCount : shots;
    private long done;
    private long work;

    public void GatesDone(int gates)
    {
        work += 1L << plan.QubitCount;
        Advance(countsGates ? gates : 0);
    }

    public void ShotsDone(int count) => Advance(countsGates ? 0 : count);

    private void Advance(int count)
    {
        done += count;
        if (work < WorkBetweenReports) return;
        work = 0;
        report(new JobProgress(done, total, countsGates ? "gates" : "shots"));
    }
}
