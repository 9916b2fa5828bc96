namespace AoEde.Operator.Nodes;

/// <summary>What is known of an agent's life.</summary>
internal enum Heartbeat
{
    /// <summary>It was not watched for long enough to tell; what was said before stands.</summary>
    Unproven,

    /// <summary>It renewed its lease within its time.</summary>
    Alive,

    /// <summary>It did not.</summary>
    Stale,
}
