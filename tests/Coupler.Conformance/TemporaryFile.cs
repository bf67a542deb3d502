namespace Coupler.Conformance;

/// <summary>A path of its own in a folder of its own, which goes with it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupler-");

    public string Path => System.IO.Path.Combine(folder.FullName, "jobs.db");

    public string Beside(string name) => System.IO.Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
