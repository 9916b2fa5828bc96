using System.Text.Json.Nodes;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>What ties a target to its address and its node.</summary>
internal sealed record Bonds(string Uid, string Address, string Node, string Epoch, string Finalizers)
{
    public static Bonds Of(JsonObject target) => new(
        target["metadata"]!["uid"]!.ToString(),
        target.Status("address"),
        target.Status("assignment/nodeName"),
        target.Status("assignment/epoch"),
        target["metadata"]!["finalizers"]?.ToJsonString() ?? "");
}
