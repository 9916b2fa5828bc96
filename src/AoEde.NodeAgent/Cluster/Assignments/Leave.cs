namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>Why a target is to leave this node.</summary>
internal enum Leave
{
    /// <summary>It stays.</summary>
    No,

    /// <summary>The operator asks for it: another node is to have it.</summary>
    Move,

    /// <summary>The operator asks for it: the object is being deleted.</summary>
    Delete,

    /// <summary>The object is gone without having been given up here.</summary>
    Gone,

    /// <summary>Another node has it already, by force: it must go at once, and whatever is here is of the past.</summary>
    Taken,
}
