using System.Text.Json.Nodes;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Control;

/// <summary>What the control socket shows.</summary>
internal interface IAgentState
{
    /// <summary>All targets, ordered by name.</summary>
    IReadOnlyList<TargetDocument> Targets();

    /// <summary>The initiators of a target, with what each has negotiated.</summary>
    JsonArray Sessions(string target);

    /// <summary>The host's block devices, each with a verdict; looks at the devices when asked.</summary>
    JsonArray Devices();
}
