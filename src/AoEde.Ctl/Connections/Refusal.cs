using System.Text.Json.Nodes;

namespace AoEde.Ctl.Connections;

/// <summary>The no of an agent or a cluster, in its own words.</summary>
internal sealed class Refusal(string reason, string message, JsonNode? freeze = null) : CtlException(message)
{
    // What passes by itself: another backup ends, a merge finishes, a disk is opened.
    private static readonly string[] s_passing = ["AlreadyFrozen", "Merging", "Busy", "NotReady"];

    /// <summary>One CamelCase word for programs.</summary>
    public string Reason { get; } = reason;

    /// <summary>The freeze as it is, where there is one.</summary>
    public JsonNode? Freeze { get; } = freeze;

    /// <summary>Asking again later may help, without anybody doing anything.</summary>
    public bool IsPassing => s_passing.Contains(Reason);
}
