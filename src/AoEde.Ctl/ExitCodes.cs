namespace AoEde.Ctl;

/// <summary>What aoectl tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Could not be done: no agent, no such target, no permission.</summary>
    public const int Failed = 1;

    /// <summary>Options or manifests that cannot be used.</summary>
    public const int InvalidInput = 2;
}
