namespace AoEde.Engine.Safety;

/// <summary>The reasons of a false <c>DeviceReady</c> condition that the safety gate gives, as the AoETarget API spells them.</summary>
public static class RefusalReasons
{
    /// <summary>Nothing, or nothing of the expected kind, is at the path.</summary>
    public const string NotFound = "NotFound";

    /// <summary>The host policy does not let this device, file or directory be exported.</summary>
    public const string NotAllowed = "NotAllowed";

    /// <summary>The path may lead to another disk after a reboot, or its content can change where it leads.</summary>
    public const string UnstablePath = "UnstablePath";

    /// <summary>The device is mounted, in this or another mount namespace.</summary>
    public const string Mounted = "Mounted";

    /// <summary>The device or file is held by a volume manager, a loop device, swap or a process.</summary>
    public const string InUse = "InUse";

    /// <summary>The host's root file system is on it.</summary>
    public const string SystemDisk = "SystemDisk";

    /// <summary>A partition of the disk is mounted, held or swap.</summary>
    public const string HasPartitionsInUse = "HasPartitionsInUse";

    /// <summary>Another target has a claim on the same bytes.</summary>
    public const string AlreadyExported = "AlreadyExported";

    /// <summary>Serial number, world-wide name or size is not the pinned one.</summary>
    public const string IdentityMismatch = "IdentityMismatch";

    /// <summary>The device is smaller than it was, or than the window asks for.</summary>
    public const string SizeShrank = "SizeShrank";

    /// <summary>A writable target on something that cannot be written.</summary>
    public const string WriteProtected = "WriteProtected";

    /// <summary>The writes of its last freeze cannot be found or read; the base alone would be an old state of the disk.</summary>
    public const string ShadowLost = "ShadowLost";

    /// <summary>Opening failed for a reason that has no name of its own.</summary>
    public const string OpenFailed = "OpenFailed";

    /// <summary>No interface of the host is both wanted by the target and allowed by the policy.</summary>
    public const string NoInterface = "NoInterface";
}
