namespace AoEde.Engine.Safety;

/// <summary>What is at a path once every symbolic link is followed.</summary>
internal enum NodeKind
{
    /// <summary>Nothing, or a link that leads nowhere.</summary>
    Missing,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A regular file.</summary>
    RegularFile,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A character device, pipe or socket.</summary>
    Other,
}
