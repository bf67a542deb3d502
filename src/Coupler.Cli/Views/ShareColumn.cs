using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Coupler.Cli.Views;

/// <summary>How much of a job is done, in percent; nothing where nobody knows how much there is.</summary>
internal sealed class ShareColumn : ProgressColumn
{
    /// <summary>Room for <c>100 %</c>.</summary>
    private const int Width = 5;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Markup(
        task.IsIndeterminate ? "" : string.Create(CultureInfo.InvariantCulture, $"{task.Percentage:0} %").PadLeft(Width));

    public override int? GetColumnWidth(RenderOptions options) => Width;
}
