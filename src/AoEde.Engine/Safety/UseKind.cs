namespace AoEde.Engine.Safety;

/// <summary>In what way something on the host uses a device.</summary>
internal enum UseKind
{
    /// <summary>A file system on it is mounted.</summary>
    Mount,

    /// <summary>The kernel swaps to it.</summary>
    Swap,

    /// <summary>A volume manager, RAID, cache or the like has claimed it.</summary>
    Holder,
}
