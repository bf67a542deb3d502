namespace Coupler.Cli;

/// <summary>What the process says to the shell. Part of the contract in <c>docs/formats/cli-json.md</c>.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>The job ran and failed, or Coupler has a bug.</summary>
    Failed = 1,

    /// <summary>The command line or the file is wrong.</summary>
    BadInput = 2,

    /// <summary>The target cannot run this circuit, or not at a cost that is known and allowed.</summary>
    Refused = 3,

    /// <summary>The job waits for a person.</summary>
    Parked = 4,

    /// <summary>The job goes on.</summary>
    Unfinished = 5,

    /// <summary>128 + SIGINT, as shells count.</summary>
    Cancelled = 130,
}
