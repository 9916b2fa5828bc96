using System.Text.Json.Nodes;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>What scenes of a release's life wait for. A timeout tells what everybody said.</summary>
internal static class InstalledWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Waits until an object is as wanted, and gives it.</summary>
    public static async Task<JsonObject> AwaitAsync(
        this InstalledCluster installed, string path, Func<JsonObject, bool> isSo, string what, TimeSpan? within = null)
    {
        JsonObject? last = null;
        await installed.UntilAsync(async () => (last = await installed.Server.GetAsync(path)) is not null && isSo(last), () => $"{what}; {path} is\n{last}", within);
        return last!;
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(this InstalledCluster installed, Func<Task<bool>> isSo, Func<string> what, TimeSpan? within = null)
    {
        try
        {
            await Wait.UntilAsync(_ => isSo(), "", within ?? Patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"this did not happen in time: {what()}\n{await installed.StoryAsync()}", late);
        }
    }

    /// <summary>The pods of a component of the release, of those that are not about to end.</summary>
    /// <param name="installed">The cluster.</param>
    /// <param name="component">Such as <c>aoede-agent</c>.</param>
    public static async Task<IReadOnlyList<ReleasePod>> PodsAsync(this InstalledCluster installed, string component)
    {
        var list = await installed.Server.GetAsync($"/api/v1/namespaces/{Release.Namespace}/pods?labelSelector=app.kubernetes.io/name={component}");
        return
        [
            .. list!["items"]!.AsArray().Select(pod => ReleasePod.Of(pod!)).OfType<ReleasePod>().OrderBy(pod => pod.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The nodes that agents run on.</summary>
    public static async Task<IReadOnlyList<string>> AgentNodesAsync(this InstalledCluster installed) =>
        [.. (await installed.PodsAsync("aoede-agent")).Select(pod => pod.Node).Order(StringComparer.Ordinal)];
}
