namespace AoEde.Operator.Agents;

/// <summary>Where agents run.</summary>
internal enum AgentPlacement
{
    /// <summary>On every node that the template allows: the default, with an inventory of each.</summary>
    All,

    /// <summary>Where targets are; the operator labels those nodes.</summary>
    OnDemand,
}
