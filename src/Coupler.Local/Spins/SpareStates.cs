namespace Coupler.Local.Spins;

/// <summary>States that a population does not use at the moment, so that they need not be made anew. Not thread-safe.</summary>
internal sealed class SpareStates(SpinSystem system)
{
    private readonly Stack<SpinState> spare = [];

    /// <summary>A state of any values.</summary>
    public SpinState Take() => spare.TryPop(out var state) ? state : system.CreateState();

    public SpinState CopyOf(SpinState other)
    {
        var state = Take();
        state.CopyFrom(other);
        return state;
    }

    public void Return(SpinState state) => spare.Push(state);
}
