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

    /// <summary>The freeze did not last as long as it was needed: what was read meanwhile is not one point in time.</summary>
    public const int NotValid = 5;

    /// <summary>The command of <c>run</c> may not be executed, as shells say it.</summary>
    public const int NotExecutable = 126;

    /// <summary>The command of <c>run</c> was not found, as shells say it.</summary>
    public const int NotFound = 127;
}
