using System.Net.Sockets;
using System.Text.RegularExpressions;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>An agent that serves, asked as Prometheus and a kubelet ask it.</summary>
public sealed partial class MetricsTests
{
    private static readonly string Document = Path.Combine(RepositoryRoot(), "docs", "reference", "metrics.md");

    [SkippableFact]
    public async Task Scrape_OfAnAgentThatServes_ShowsWhatIsDocumentedAndNothingElse()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Start("--listen", $"unix:{serve.PathOf("health.sock")}");
        using var initiator = Initiator.Open(initiatorLink);
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.Read(0, 2)).ShouldBeGood();
        using var http = Http(serve.PathOf("health.sock"));

        var scraped = await http.GetStringAsync(new Uri("http://agent/metrics"));
        Types(scraped).ShouldBe(Documented("Agent").Concat(Documented("Process")), ignoreOrder: true);
        foreach (var (name, labels) in Series(scraped))
            Labels(name).ShouldBe(labels, ignoreOrder: true, $"labels of {name}");
        scraped.ShouldContain("aoede_requests_total{command=\"read\",result=\"ok\",target=\"disk\"} 1\n");
        scraped.ShouldContain("aoede_read_bytes_total{target=\"disk\"} 1024\n");
        scraped.ShouldContain("aoede_target_condition{status=\"True\",target=\"disk\",type=\"Healthy\"} 1\n");
        scraped.ShouldContain("aoede_request_duration_seconds_bucket{command=\"read\",target=\"disk\",le=\"+Inf\"} 1\n");
    }

    [SkippableFact]
    public async Task Probes_OfAnAgentThatServes_AreOk()
    {
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var net = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Start("--listen", $"unix:{serve.PathOf("health.sock")}", "--log-format", "json");
        using var http = Http(serve.PathOf("health.sock"));

        (await http.GetStringAsync(new Uri("http://agent/livez"))).ShouldBe("ok");
        (await http.GetStringAsync(new Uri("http://agent/readyz?verbose"))).ShouldBe(
            "[+]frame-path ok: 1 interfaces\n[+]control-loop ok\n[+]targets ok: 1 of 1 exported\nreadyz check passed\n");
        serve.Agent.Story.ShouldContain("\"event\":\"Exported\"");
    }

    // "name type" of each family.
    private static IEnumerable<string> Types(string scraped) => TypeLine().Matches(scraped).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}");

    private static IEnumerable<(string Name, string[] Labels)> Series(string scraped) => scraped.Split('\n')
        .Where(line => line.StartsWith("aoede_", StringComparison.Ordinal))
        .Select(line => (
            PartOfHistogram().Replace(line[..line.IndexOfAny(['{', ' '])], ""),
            LabelName().Matches(line).Select(match => match.Groups[1].Value).ToArray()))
        .DistinctBy(series => series.Item1);

    private static IEnumerable<string> Documented(string section) => Rows(section).Select(cells => $"{cells[1].Trim('`')} {cells[2]}");

    private static string[] Labels(string name) =>
        [.. Rows("Agent").Single(cells => cells[1] == $"`{name}`")[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim('`'))];

    private static IEnumerable<string[]> Rows(string section) => File.ReadLines(Document)
        .SkipWhile(line => line != $"## {section}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    // The agent says that it is ready before it answers questions: initiators come first.
    private static HttpClient Http(string path)
    {
        Eventually.True(() => TryConnect(path, out var socket) && Close(socket), "the agent answers probes");
        return new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (_, _) => TryConnect(path, out var socket)
                ? ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: true))
                : throw new IOException($"nobody answers at {path}"),
        });
    }

    private static bool TryConnect(string path, out Socket socket)
    {
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }
    }

    private static bool Close(Socket socket)
    {
        socket.Dispose();
        return true;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AoEde.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("^# TYPE (\\S+) (\\S+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex TypeLine();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.None, 1000)]
    private static partial Regex PartOfHistogram();

    [GeneratedRegex("([a-z_]+)=\"", RegexOptions.None, 1000)]
    private static partial Regex LabelName();
}
