namespace Coupler.Cli;

/// <summary>Why a command ended without its result; in JSON its name begins with a small letter.</summary>
internal enum FailureKind
{
    /// <summary>An option, an argument or the name of a target.</summary>
    Usage,

    /// <summary>A file that is not there, or cannot be read or written; a store that is none.</summary>
    File,

    /// <summary>The text of a file with a circuit or a problem.</summary>
    Syntax,

    /// <summary>The store has no such job.</summary>
    UnknownJob,

    /// <summary>
    /// The target cannot run the circuit or the problem, or its cost cannot be bounded or is above a cap; nothing was run.
    /// </summary>
    Refused,

    /// <summary>The job ran and failed.</summary>
    Failed,

    /// <summary>The job waits for a person.</summary>
    Parked,

    /// <summary>The job goes on, and nobody asked to wait for it.</summary>
    Unfinished,
    Cancelled,

    /// <summary>Ctrl-C ended the waiting; the job goes on.</summary>
    Left,

    /// <summary>What should not happen.</summary>
    Internal,
}
