using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>
/// Everything that became of one target, as <c>kubectl get --watch</c> gets it: what stands for a moment only is in here too.
/// </summary>
internal sealed class History : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<(HashSet<string> Conditions, string Line)> _states = new();
    private readonly HttpResponseMessage _reply;
    private readonly Task _reading;

    private History(HttpResponseMessage reply)
    {
        _reply = reply;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Begins to watch; what happens from now on is not missed.</summary>
    public static async Task<History> FollowAsync(ApiServer server, string name)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"/apis/aoede.io/v1alpha1/aoetargets?watch=true&includeObject=Object&fieldSelector=metadata.name={name}", UriKind.Relative));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/json;as=Table;v=v1;g=meta.k8s.io"));
        var reply = await server.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        reply.EnsureSuccessStatusCode();
        return new History(reply);
    }

    /// <summary>Whether the target has been so: conditions, written <c>Type=Status/Reason</c>, and its line as kubectl prints it.</summary>
    public bool Has(params string[] facts) =>
        _states.Any(state => facts.All(fact => state.Conditions.Contains(fact) || state.Line == fact));

    public void Dispose()
    {
        _end.Cancel();
        _reply.Dispose();
        _ = _reading.ContinueWith(_ => _end.Dispose(), TaskScheduler.Default);
    }

    private async Task ReadAsync()
    {
        using var reader = new StreamReader(await _reply.Content.ReadAsStreamAsync(_end.Token));
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            foreach (var row in JsonNode.Parse(line)!["object"]!["rows"]!.AsArray())
                _states.Enqueue(StateOf(row!));
        }
    }

    private static (HashSet<string> Conditions, string Line) StateOf(JsonNode row)
    {
        var conditions = (row["object"]!["status"]?["conditions"]?.AsArray() ?? [])
            .Select(condition => $"{condition!["type"]}={condition["status"]}/{condition["reason"]}");
        // Name and age, and what only -o wide shows, stand around these.
        var cells = row["cells"]!.AsArray().Skip(1).Take(6).Select(cell => cell?.ToString() ?? "");
        return (conditions.ToHashSet(StringComparer.Ordinal), string.Join('|', cells));
    }
}

/// <summary>Objects made without the time that kubectl takes.</summary>
internal static class Posts
{
    /// <summary>Makes an object of a YAML document.</summary>
    public static async Task PostAsync(this ApiServer server, string path, string yaml)
    {
        using var content = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        using var reply = await server.Admin.PostAsync(new Uri(path, UriKind.Relative), content);
        reply.IsSuccessStatusCode.ShouldBeTrue(await reply.Content.ReadAsStringAsync());
    }
}
