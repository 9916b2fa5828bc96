namespace AoEde.Freeze.Tests.Crashes;

/// <summary>What a target is doing when it comes to a step.</summary>
internal enum CrashPhase
{
    /// <summary>A freeze was asked for.</summary>
    Freezing,

    /// <summary>It is frozen and written to.</summary>
    Frozen,

    /// <summary>Its hold was released.</summary>
    Releasing,

    /// <summary>Its hold's time runs out.</summary>
    Expiring,
}
