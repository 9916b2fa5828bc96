using System.Globalization;
using System.Text;

namespace AoEde.Kube.Tests.Telemetry;

/// <summary>Reads Prometheus' text format as its specification says, and nothing else.</summary>
internal sealed class ScrapedText
{
    private ScrapedText()
    {
    }

    /// <summary>Type by family.</summary>
    public Dictionary<string, string> Types { get; } = [];

    /// <summary>Help by family.</summary>
    public Dictionary<string, string> Help { get; } = [];

    /// <summary>Every series: name, labels, value.</summary>
    public List<(string Name, Dictionary<string, string> Labels, double Value)> Series { get; } = [];

    public static ScrapedText Parse(string text)
    {
        text.ShouldEndWith("\n");
        var read = new ScrapedText();
        foreach (var line in text[..^1].Split('\n'))
            read.Take(line);
        return read;
    }

    public double Value(string name, params (string Name, string Value)[] labels) =>
        Series.Single(s => s.Name == name && s.Labels.Count == labels.Length && labels.All(l => s.Labels[l.Name] == l.Value)).Value;

    private void Take(string line)
    {
        if (line.StartsWith("# HELP ", StringComparison.Ordinal))
        {
            var words = line.Split(' ', 4);
            Help.Add(words[2], words[3]);
        }
        else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
        {
            var words = line.Split(' ');
            Types.Add(words[2], words[3]);
        }
        else
        {
            TakeSeries(line);
        }
    }

    private void TakeSeries(string line)
    {
        int at = line.IndexOfAny(['{', ' ']);
        string name = line[..at];
        var labels = new Dictionary<string, string>();
        if (line[at] == '{')
            at = TakeLabels(line, at + 1, labels);
        string number = line[(at + 1)..];
        double value = number == "+Inf" ? double.PositiveInfinity : double.Parse(number, CultureInfo.InvariantCulture);
        Series.Add((name, labels, value));
    }

    // Returns where the space behind the brace is.
    private static int TakeLabels(string line, int at, Dictionary<string, string> labels)
    {
        while (true)
        {
            int equals = line.IndexOf('=', at);
            string name = line[at..equals];
            line[equals + 1].ShouldBe('"');
            var value = new StringBuilder();
            for (at = equals + 2; line[at] != '"'; at++)
                value.Append(line[at] != '\\' ? line[at] : line[++at] == 'n' ? '\n' : line[at]);
            labels.Add(name, value.ToString());
            at += 2;
            if (line[at - 1] == '}')
                return at;
            line[at - 1].ShouldBe(',');
        }
    }
}
