namespace AoEde.NodeAgent.Freezes;

/// <summary>What the engine says about one hold.</summary>
internal enum HoldVerdict
{
    /// <summary>Every target is held.</summary>
    Held,

    /// <summary>A target is not open, so whether it is held is not known.</summary>
    OutOfSight,

    /// <summary>A target is open and not held, or its shadow is lost.</summary>
    Lost,
}
