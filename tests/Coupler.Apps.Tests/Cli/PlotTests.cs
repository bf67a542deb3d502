using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;

namespace Coupler.Apps.Tests.Cli;

public sealed class PlotTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_png_is_a_picture_of_a_size_to_be_read()
    {
        var path = folder.PathOf("bell.png");

        var run = (await ChildProcess.RunCouplerAsync("run", "samples/circuits/bell.qasm", "--plot", path)).Ended(0);

        var bytes = File.ReadAllBytes(path);
        Assert.Equal([0x89, .. "PNG\r\n\x1A\n"u8], bytes[..8]);
        Assert.Equal("IHDR"u8, bytes.AsSpan(12, 4));
        Assert.Equal(1_000, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)), 150, 400);
        Assert.Equal("IEND"u8, bytes.AsSpan(bytes.Length - 8, 4));
        Assert.InRange(bytes.Length, 2_000, 200_000);
        Assert.StartsWith("samples/circuits/bell.qasm on", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_svg_has_a_bar_for_each_outcome_and_grows_with_them()
    {
        var few = await DrawAsync("h q[0]; cx q[0], q[1];");
        var many = await DrawAsync("h q;");

        Assert.Equal(2, BarsOf(few));
        Assert.Equal(16, BarsOf(many));
        Assert.True(HeightOf(many) > HeightOf(few));
        Assert.Equal(1_000, (int)few.Attribute("width")!);
    }

    [Fact]
    public async Task A_plot_does_not_change_the_json()
    {
        var run = (await ChildProcess.RunCouplerAsync(
            "run", "samples/circuits/bell.qasm", "--format", "json", "--plot", folder.PathOf("bell.svg"))).Ended(0);

        Assert.Equal("succeeded", run.Json.GetProperty("status").GetString());
        Assert.True(File.Exists(folder.PathOf("bell.svg")));
    }

    private async Task<XElement> DrawAsync(string gates)
    {
        var file = folder.Write("plot.qasm", Circuits.Version3($"qubit[4] q; bit[4] c; {gates} c = measure q;"));
        var path = folder.PathOf("plot.svg");
        (await ChildProcess.RunCouplerAsync("run", file, "--shots", "10000", "--seed", "1", "--plot", path)).Ended(0);
        return XElement.Load(path);
    }

    /// <summary>Bars are the rectangles in the colour of the first series.</summary>
    private static int BarsOf(XElement svg) =>
        svg.Descendants().Count(element => element.Name.LocalName == "rect" && (string?)element.Attribute("fill") == "#1F77B4");

    private static double HeightOf(XElement svg) => double.Parse((string)svg.Attribute("height")!, CultureInfo.InvariantCulture);
}
