namespace AoEde.Engine.Safety;

/// <summary>Which part of the disk a use is on, seen from the device that is asked for.</summary>
internal enum UseScope
{
    /// <summary>The device itself.</summary>
    Self,

    /// <summary>One of its partitions.</summary>
    Partition,

    /// <summary>The disk that it is a partition of, used as a whole.</summary>
    WholeDisk,
}
