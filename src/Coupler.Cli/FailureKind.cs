namespace Coupler.Cli;

/// <summary>Why a command ended without its result; in JSON its name begins with a small letter.</summary>
internal enum FailureKind
{
    /// <summary>An option, an argument or the name of a target.</summary>
    Usage,

    /// <summary>A file that is not there, or cannot be read or written.</summary>
    File,

    /// <summary>The text of a circuit file.</summary>
    Syntax,

    /// <summary>The target cannot run the circuit, or its cost cannot be bounded or is above a cap; nothing was run.</summary>
    Refused,

    /// <summary>The job ran and failed.</summary>
    Failed,
    Cancelled,

    /// <summary>What should not happen.</summary>
    Internal,
}
