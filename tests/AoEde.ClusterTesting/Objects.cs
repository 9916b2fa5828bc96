using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AoEde.ClusterTesting;

/// <summary>Objects of the API, read and patched in plain HTTP as an administrator: the programs under test are not what looks.</summary>
public static class Objects
{
    private const string Group = "/apis/aoede.io/v1alpha1";

    public static string Target(string name) => $"{Group}/aoetargets/{name}";

    public static string Node(string name) => $"{Group}/aoenodes/{name}";

    public static string Freeze(string name, string ns = "default") => $"{Group}/namespaces/{ns}/aoefreezes/{name}";

    /// <summary>The object; null when there is none.</summary>
    public static async Task<JsonObject?> GetAsync(this ApiServer server, string path)
    {
        using var reply = await server.Admin.GetAsync(new Uri(path, UriKind.Relative));
        if (reply.StatusCode == HttpStatusCode.NotFound)
            return null;
        reply.EnsureSuccessStatusCode();
        return (JsonObject)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }

    /// <summary>A merge patch.</summary>
    public static async Task PatchAsync(this ApiServer server, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/merge-patch+json"));
        using var reply = await server.Admin.PatchAsync(new Uri(path, UriKind.Relative), content);
        var text = await reply.Content.ReadAsStringAsync();
        if (!reply.IsSuccessStatusCode)
            throw new InvalidOperationException($"PATCH {path}: {(int)reply.StatusCode} {text}");
    }

    /// <summary>Waits until the object is as wanted, and gives it; a timeout shows what it was.</summary>
    public static async Task<JsonObject> AwaitAsync(this ApiServer server, string path, Func<JsonObject, bool> isSo, string what, Func<string>? story = null)
    {
        JsonObject? last = null;
        try
        {
            await Wait.UntilAsync(async _ => (last = await server.GetAsync(path)) is not null && isSo(last), what);
            return last!;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{path} is\n{last}\n{story?.Invoke()}", late);
        }
    }

    /// <summary><c>True/Frozen</c>, or an empty text when there is no such condition.</summary>
    public static string Condition(this JsonObject entity, string type) =>
        entity["status"]?["conditions"]?.AsArray().FirstOrDefault(condition => condition!["type"]!.ToString() == type) is { } found
            ? $"{found["status"]}/{found["reason"]}"
            : "";

    /// <summary>The message of a condition.</summary>
    public static string Message(this JsonObject entity, string type) =>
        entity["status"]?["conditions"]?.AsArray().FirstOrDefault(condition => condition!["type"]!.ToString() == type)?["message"]?.ToString() ?? "";

    /// <summary>A text below <c>status</c>, such as <c>export/state</c>; empty when it is not there.</summary>
    public static string Status(this JsonObject entity, string path)
    {
        JsonNode? node = entity["status"];
        foreach (var part in path.Split('/'))
            node = node?[part];
        return node?.ToString() ?? "";
    }

    /// <summary>Events of an object so far, as <c>reason: message</c>.</summary>
    public static async Task<IReadOnlyList<string>> EventsAsync(this ApiServer server, string name)
    {
        var list = await server.GetAsync($"/api/v1/events?fieldSelector=involvedObject.name={name}");
        return [.. list!["items"]!.AsArray().Select(item => $"{item!["reason"]}: {item["message"]}")];
    }

    /// <summary>Waits for an event.</summary>
    public static async Task AwaitEventAsync(this ApiServer server, string name, string reason, string saying = "")
    {
        IReadOnlyList<string> events = [];
        try
        {
            await Wait.UntilAsync(
                async _ => (events = await server.EventsAsync(name)).Any(e => e.StartsWith(reason + ":", StringComparison.Ordinal) && e.Contains(saying, StringComparison.Ordinal)),
                $"event {reason} on {name}");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; there are\n{string.Join('\n', events)}", late);
        }
    }
}
