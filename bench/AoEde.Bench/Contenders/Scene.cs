namespace AoEde.Bench.Contenders;

/// <summary>What stands behind the target.</summary>
internal enum Scene
{
    /// <summary>An image in memory.</summary>
    Tmpfs,

    /// <summary>An image on ext4, in the page cache; writes are acknowledged when they are stable.</summary>
    Ext4,

    /// <summary>The same, where writes may be acknowledged before.</summary>
    WriteBehind,

    /// <summary>A loop device over an image in memory.</summary>
    Loop,

    /// <summary>An image on ext4, past the page cache.</summary>
    Direct,

    /// <summary>In memory, frozen: writes go to the shadow.</summary>
    Frozen,

    /// <summary>In memory, while a shadow is merged back.</summary>
    Merging,

    /// <summary>256 images in memory, served at once.</summary>
    Targets,
}
