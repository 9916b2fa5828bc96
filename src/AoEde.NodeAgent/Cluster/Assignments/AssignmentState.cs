namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>What the agent does with a target that is, or was, assigned to its node.</summary>
internal enum AssignmentState
{
    /// <summary>It keeps it on the wire, as far as its device and links allow.</summary>
    Serving,

    /// <summary>It has never had a spec that could be served.</summary>
    Invalid,

    /// <summary>The node is suspended, and the target is new to it.</summary>
    Held,

    /// <summary>It has given it up: off the wire, stable, closed.</summary>
    Withdrawn,

    /// <summary>Another node has it, or had it last. Only the epoch is remembered, so that nothing older is ever obeyed.</summary>
    Elsewhere,
}
