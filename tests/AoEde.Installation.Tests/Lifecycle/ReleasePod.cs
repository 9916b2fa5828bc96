using System.Text.Json.Nodes;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>A pod of the release.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Which pod of that name it is.</param>
/// <param name="Node">Its node; empty while it waits for one.</param>
/// <param name="Restarts">How often its containers were started again.</param>
internal sealed record ReleasePod(string Name, string Uid, string Node, int Restarts)
{
    /// <summary>Reads one; null when it is about to end.</summary>
    public static ReleasePod? Of(JsonNode pod) => pod["metadata"]!["deletionTimestamp"] is not null
        ? null
        : new(
            pod["metadata"]!["name"]!.ToString(),
            pod["metadata"]!["uid"]!.ToString(),
            pod["spec"]!["nodeName"]?.ToString() ?? "",
            pod["status"]?["containerStatuses"]?.AsArray().Sum(container => container!["restartCount"]!.GetValue<int>()) ?? 0);
}
