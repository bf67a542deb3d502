namespace Coupler.Tests;

/// <summary>What a test over the sources finds, one line each: file, line and what is wrong there.</summary>
internal static class Findings
{
    public static void AssertNone(IEnumerable<string> findings)
    {
        var list = findings.ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, ["", .. list]));
    }
}
