using System.Text.Json.Nodes;
using AoEde.Api;

namespace AoEde.Ctl.Cluster;

/// <summary>The devices of an AoENode in the form in which an agent lists its own.</summary>
internal static class NodeDevices
{
    public static IEnumerable<JsonNode> Of(AoENode node)
    {
        foreach (var device in node.Status?.Devices ?? [])
        {
            var json = ApiJson.ToTree(device).AsObject();
            json.Insert(0, "node", node.Metadata.Name);

            // What a person wants to write into a manifest: the name that survives a reboot.
            json["path"] = device.ById is [var stable, ..] ? stable : device.Name;
            yield return json;
        }
    }
}
