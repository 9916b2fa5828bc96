namespace AoEde.Engine.Disk;

/// <summary>What one commit has to do, in this order.</summary>
[Flags]
internal enum CommitSteps : byte
{
    None = 0,

    /// <summary>Write a page of the shadow's journal.</summary>
    WriteRecords = 1,

    /// <summary>fdatasync of the shadow.</summary>
    SyncShadow = 2,

    /// <summary>fdatasync of the base.</summary>
    SyncBase = 4,
}
