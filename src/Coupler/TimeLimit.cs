namespace Coupler;

/// <summary>A time that <see cref="JobOptions"/> gives a job, which has run out.</summary>
public enum TimeLimit
{
    /// <summary><see cref="JobOptions.LongestWait"/>.</summary>
    Wait,

    /// <summary><see cref="JobOptions.LongestRun"/>.</summary>
    Run,

    /// <summary><see cref="JobOptions.Deadline"/>.</summary>
    Deadline,
}
