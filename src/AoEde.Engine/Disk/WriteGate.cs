namespace AoEde.Engine.Disk;

/// <summary>
/// Lets one lane's writes through to the disk, or keeps them: while a freeze begins or ends nobody may write, and a write
/// that the shadow has no room for waits until the target has thawed.
/// </summary>
internal struct WriteGate
{
    /// <summary>Writes that are kept, in the order they came.</summary>
    public RequestQueue Kept;

    /// <summary>Whether writes that come are kept.</summary>
    public bool IsClosed;

    /// <summary>Whether the target goes away, so that a write that would have to wait is given up unanswered: its sender asks again.</summary>
    public bool IsLeaving;

    /// <summary>Writes that were let through and are not stable yet.</summary>
    public int Running;
}
