namespace AoEde.Operator;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped by a signal.</summary>
    public const int Stopped = 0;

    /// <summary>The operator failed: a bug. Details are in the log.</summary>
    public const int Failed = 1;

    /// <summary>Options or a kubeconfig that cannot be used.</summary>
    public const int InvalidInput = 2;
}
