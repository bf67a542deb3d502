namespace Coupler.Conformance.Remote;

/// <summary>
/// What was accepted, one line for each time, also for an id that came before: a customer would pay for each line.
/// </summary>
internal sealed class Ledger(string path)
{
    private readonly Lock gate = new();

    public void Enter(Guid run)
    {
        lock (gate) File.AppendAllLines(path, [run.ToString()]);
    }
}
