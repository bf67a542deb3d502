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
    public async Task The_others_have_a_number_and_no_bar_that_dwarfs_the_outcomes()
    {
        var svg = await DrawAsync("h q;", qubits: 6);

        Assert.Contains("(32 others)", TextsOf(svg));
        Assert.Equal(32, BarsOf(svg));
        Assert.True(Bars(svg).Max(bar => (double)bar.Attribute("width")!) > 500);
    }

    [Fact]
    public async Task The_axis_ends_at_100_percent_and_has_few_numbers()
    {
        var svg = await DrawAsync("x q[0];");

        Assert.Equal(
            ["0", "20", "40", "60", "80", "100"], TextsOf(svg).Where(text => text != "0001" && text.All(char.IsAsciiDigit)));
    }

    [Fact]
    public async Task Several_registers_are_named_in_the_order_of_the_bits()
    {
        var path = folder.PathOf("teleport.svg");

        (await ChildProcess.RunCouplerAsync("run", "samples/circuits/teleport.qasm", "--plot", path)).Ended(0);

        Assert.Contains("registers: received x_fix z_fix", TextsOf(XElement.Load(path)));
    }

    [Fact]
    public async Task The_best_cut_of_a_problem_is_a_curve_over_time_with_named_axes()
    {
        var path = folder.PathOf("course.svg");
        string[] options = ["--target", Problems.Annealing, "--time-limit", "500ms", "--plot", path];

        (await ChildProcess.RunCouplerAsync(["run", Problems.G1, .. options])).Ended(0);

        var svg = XElement.Load(path);
        var texts = TextsOf(svg).ToList();
        Assert.Contains(texts, text => text.StartsWith("time of the search in seconds", StringComparison.Ordinal));
        Assert.Contains("best cut so far, as a sum of weights", texts);
        Assert.Contains(texts, text => text.StartsWith("G1.txt: best cut 11,", StringComparison.Ordinal));
        Assert.Contains(svg.Descendants(), element => (string?)element.Attribute("stroke") == "#1F77B4");
    }

    /// <summary>Four vertices are solved in a fraction of the 0.2 seconds that are a hundredth of it.</summary>
    [Fact]
    public async Task Where_a_search_went_on_for_much_longer_than_it_got_better_time_is_logarithmic()
    {
        var file = folder.Write("square.txt", Problems.Square);
        var path = folder.PathOf("long.svg");
        string[] options = ["--target", Problems.Annealing, "--time-limit", "20s", "--plot", path];

        (await ChildProcess.RunCouplerAsync(["run", file, .. options])).Ended(0);

        var texts = TextsOf(XElement.Load(path)).ToList();
        Assert.Contains("time of the search in seconds, logarithmic", texts);
        Assert.Contains("1", texts);
    }

    [Fact]
    public async Task A_plot_does_not_change_the_json()
    {
        var run = (await ChildProcess.RunCouplerAsync(
            "run", "samples/circuits/bell.qasm", "--format", "json", "--plot", folder.PathOf("bell.svg"))).Ended(0);

        Assert.Equal("succeeded", run.Json.GetProperty("status").GetString());
        Assert.True(File.Exists(folder.PathOf("bell.svg")));
    }

    private async Task<XElement> DrawAsync(string gates, int qubits = 4)
    {
        var file = folder.Write("plot.qasm", Circuits.Version3($"qubit[{qubits}] q; bit[{qubits}] c; {gates} c = measure q;"));
        var path = folder.PathOf("plot.svg");
        (await ChildProcess.RunCouplerAsync("run", file, "--shots", "10000", "--seed", "1", "--plot", path)).Ended(0);
        return XElement.Load(path);
    }

    /// <summary>Bars are the rectangles in the colour of the first series.</summary>
    private static IEnumerable<XElement> Bars(XElement svg) =>
        svg.Descendants().Where(element => element.Name.LocalName == "rect" && (string?)element.Attribute("fill") == "#1F77B4");

    private static int BarsOf(XElement svg) => Bars(svg).Count(bar => (double)bar.Attribute("width")! > 0);

    private static IEnumerable<string> TextsOf(XElement svg) =>
        svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim());

    private static double HeightOf(XElement svg) => double.Parse((string)svg.Attribute("height")!, CultureInfo.InvariantCulture);
}
