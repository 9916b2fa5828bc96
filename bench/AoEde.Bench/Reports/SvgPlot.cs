using System.Security;
using System.Text;
using AoEde.Bench.Contenders;
using AoEde.Bench.Measuring;

namespace AoEde.Bench.Reports;

/// <summary>A bar for each contender of each row, as a share of the limit; of AoEde beside itself where there is no limit.</summary>
internal static class SvgPlot
{
    private const int Left = 210, Right = 60, Top = 56, Bar = 9, Gap = 8, Unit = 460;
    private const double Most = 1.3;
    private static readonly double[] Grid = [0.2, 0.4, 0.6, 0.8, 1.0, 1.2];
    private static readonly string[] Others = ["#8d99ae", "#6a994e", "#bc6c25"];

    public static string Of(BenchResult result)
    {
        var names = result.Rows.SelectMany(row => row.Lanes).Select(lane => lane.Contender).Where(IsDrawn).Distinct().ToList();
        var rows = result.Rows.Where(row => Reference(row) is not null).ToList();
        var height = Top + rows.Sum(HeightOf) + Gap;
        var width = Left + (int)(Unit * Most) + Right;
        var text = new StringBuilder();
        text.AppendLine($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">");
        text.AppendLine($"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>");
        text.AppendLine($"<text x=\"{Left}\" y=\"16\" font-size=\"13\">Requests per second, as a share of the limit (a target without storage)</text>");
        Legend(text, names);
        foreach (var at in Grid)
        {
            var x = Left + (int)(at * Unit);
            var colour = at == 1 ? "#333" : "#ddd";
            text.AppendLine($"<line x1=\"{x}\" y1=\"{Top - 4}\" x2=\"{x}\" y2=\"{height - Gap}\" stroke=\"{colour}\"/>");
            text.AppendLine($"<text x=\"{x}\" y=\"{Top - 8}\" text-anchor=\"middle\" fill=\"#666\">{at:F1}</text>");
        }

        var y = Top;
        foreach (var row in rows)
        {
            Draw(text, row, names, y);
            y += HeightOf(row);
        }

        return text.AppendLine("</svg>").ToString();
    }

    private static void Legend(StringBuilder text, List<string> names)
    {
        var x = Left;
        foreach (var name in names)
        {
            text.AppendLine($"<rect x=\"{x}\" y=\"24\" width=\"10\" height=\"10\" fill=\"{ColourOf(name, names)}\"/>");
            text.AppendLine($"<text x=\"{x + 14}\" y=\"33\">{SecurityElement.Escape(name)}</text>");
            x += 30 + (7 * name.Length);
        }
    }

    private static void Draw(StringBuilder text, RowResult row, List<string> names, int top)
    {
        var reference = Reference(row)!;
        var y = top;
        text.AppendLine($"<text x=\"{Left - 6}\" y=\"{top + Bar}\" text-anchor=\"end\">{SecurityElement.Escape(row.Name)}</text>");
        foreach (var lane in row.Lanes.Where(lane => IsDrawn(lane.Contender)))
        {
            var ratio = Statistics.Ratio(lane.Summary.Iops, reference.Iops);
            var length = (int)(Math.Min(ratio, Most) * Unit);
            text.AppendLine($"<rect x=\"{Left}\" y=\"{y}\" width=\"{length}\" height=\"{Bar - 1}\" fill=\"{ColourOf(lane.Contender, names)}\"/>");
            text.AppendLine($"<text x=\"{Left + length + 3}\" y=\"{y + Bar - 1}\" font-size=\"9\" fill=\"#444\">{ratio:F2}</text>");
            y += Bar;
        }
    }

    private static int HeightOf(RowResult row) => (row.Lanes.Count(lane => IsDrawn(lane.Contender)) * Bar) + Gap;

    private static bool IsDrawn(string contender) => contender != Contender.Limit;

    private static Summary? Reference(RowResult row) => row.Of(Contender.Limit) ?? row.Of(LaneSet.Plain);

    private static string ColourOf(string contender, List<string> names) => contender switch
    {
        Contender.Aoede => "#1d3557",
        LaneSet.Plain => "#a8c5da",
        Contender.Vblade => "#e07a5f",
        _ => Others[names.IndexOf(contender) % Others.Length],
    };
}
