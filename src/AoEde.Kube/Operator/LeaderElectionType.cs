namespace AoEde.Kube.Operator;

/// <summary>Whether several instances of an operator agree on one that works.</summary>
public enum LeaderElectionType
{
    /// <summary>They do not: there is one.</summary>
    None,

    /// <summary>One leads all controllers.</summary>
    Single,
}
