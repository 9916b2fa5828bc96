using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AoEde.ClusterTesting.Audit;
using AoEde.Testing.Files;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>Many targets at once, with a cluster of their own.</summary>
public sealed class ScaleScenes(ITestOutputHelper output) : SceneFixture
{
    /// <summary>How many; a thousand with AOEDE_SCALE_TARGETS=1000, as the issue asks for.</summary>
    private static int Count { get; } = Number("AOEDE_SCALE_TARGETS", 200);

    /// <summary>How long nothing may happen; a minute with AOEDE_IDLE_SECONDS=60.</summary>
    private static int Idle { get; } = Number("AOEDE_IDLE_SECONDS", 15);

    [SkippableFact]
    public async Task Targets_ManyAtOnce_SettleAndStay()
    {
        _ = Server;
        using var images = new TempFolder();
        var list = Path.Combine(Server.Folder, "many.yaml");
        await File.WriteAllTextAsync(list, Manifests(images));
        var leader = await LeaderAsync();
        var patience = TimeSpan.FromSeconds(120 + (Count / 3));
        var started = Stopwatch.GetTimestamp();
        (await Server.KubectlAsync("create", "--validate=false", "-f", list)).Expect();
        output.WriteLine($"{Count} targets created in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        await AwaitAllAsync("Accepted", patience);
        output.WriteLine($"accepted after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        await AwaitAllAsync("Ready", patience);
        output.WriteLine($"ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        await SettledAsync();
        Print("operator", ServiceAccount.Operator);
        Print("agents", ServiceAccount.Agent);
        output.WriteLine($"resident: {leader} (leads) {Operator(leader).ResidentBytes >> 20} MiB, "
            + $"{string.Join(", ", Operators.Where(name => name != leader).Select(name => $"{name} {Operator(name).ResidentBytes >> 20} MiB"))}, agents {Agent1.ResidentBytes >> 20} and {Agent2.ResidentBytes >> 20} MiB");

        var versions = await VersionsAsync();
        var writes = Writes();
        await Task.Delay(TimeSpan.FromSeconds(Idle));
        (await VersionsAsync()).ShouldBe(versions);
        var more = Writes()[writes.Count..];
        // An inventory follows the disks of this machine, which others may plug and unplug.
        more.Where(request => request.Resource != "aoenodes/status").ShouldBeEmpty(string.Join('\n', more));
        output.WriteLine($"idle for {Idle} s: no resourceVersion moved; {more.Count} inventories written, nothing else but leases");
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string Manifests(TempFolder images)
    {
        var yaml = new StringBuilder();
        for (var number = 0; number < Count; number++)
        {
            var path = images[$"{number}.img"];
            using (var file = File.Create(path))
                file.SetLength(1 << 20);
            yaml.AppendLine(CultureInfo.InvariantCulture,
                $"---\n{{apiVersion: aoede.io/v1alpha1, kind: AoETarget, metadata: {{name: many{number}}}, spec: {{nodeName: n{1 + (number % 2)}, shelf: {1000 + (number / 10)}, slot: {number % 10}, interfaces: [eth0], backing: {{file: {{path: \"{path}\"}}}}}}}}");
        }

        return yaml.ToString();
    }

    private async Task AwaitAllAsync(string condition, TimeSpan within)
    {
        var done = 0;
        var different = "";
        try
        {
            await Wait.UntilAsync(
                async token =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(500), token);
                    var all = await AllAsync();
                    different = string.Join(", ", all.GroupBy(entity => entity.Condition(condition)).Select(group => $"{group.Key}: {group.Count()}"));
                    return (done = all.Count(entity => entity.Condition(condition).StartsWith("True", StringComparison.Ordinal))) == Count;
                },
                $"{condition} of all",
                within);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}: {done} of {Count}; {different}\n{(Story() is var story && story.Length > 20_000 ? story[..20_000] : story)}", late);
        }
    }

    // What is written late belongs to what was asked for, such as events.
    private async Task SettledAsync()
    {
        var count = -1;
        while (count != (count = Writes().Count))
            await Task.Delay(TimeSpan.FromSeconds(6));
    }

    private async Task<JsonObject[]> AllAsync() =>
        [.. (await Server.GetAsync(Objects.Target("")))!["items"]!.AsArray().Select(item => (JsonObject)item!)];

    private async Task<Dictionary<string, string>> VersionsAsync() => (await AllAsync()).ToDictionary(
        entity => entity["metadata"]!["name"]!.ToString(), entity => entity["metadata"]!["resourceVersion"]!.ToString(), StringComparer.Ordinal);

    private List<AuditEvent> Writes() => [.. Server.Requests().Where(request => OperatorWrites.IsWrite(request) && request.Resource != "leases")];

    private void Print(string who, ServiceAccount account)
    {
        var requests = Server.Requests().Where(request => request.User == account.UserName && request.Resource != "leases").ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}: {(double)requests.Length / Count:F2} requests for each target: ")
            + string.Join(", ", requests.GroupBy(request => $"{request.Verb} {request.Resource} {request.Code}").OrderByDescending(group => group.Count()).Select(group => $"{group.Key}: {group.Count()}")));
    }
}
