namespace Coupler.Tests;

/// <summary>Where the tests find the sources and data of the repository, whatever folder they run in.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Coupler.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {start} has Coupler.slnx; run the tests from a checkout.");
    }
}
