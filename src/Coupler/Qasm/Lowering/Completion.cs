namespace Coupler.Qasm.Lowering;

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    Normal,
    Break,
    Continue,
    Return,

    /// <summary>The whole program.</summary>
    End,
}
