namespace AoEde.NodeAgent;

/// <summary>What the process tells its caller; scripts and units rely on these numbers.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped by a signal after everything in flight was answered.</summary>
    public const int Stopped = 0;

    /// <summary>The agent itself failed: a bug or a host that lacks something. Details are in the log.</summary>
    public const int Failed = 1;

    /// <summary>Options, a manifest or a policy file that cannot be used.</summary>
    public const int InvalidInput = 2;

    /// <summary>The device or file may not or cannot be exported.</summary>
    public const int RefusedDevice = 3;

    /// <summary>Somebody else answers at the address.</summary>
    public const int AddressConflict = 4;
}
