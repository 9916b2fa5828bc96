namespace AoEde.Engine.Disk;

/// <summary>What a disk request does.</summary>
internal enum DiskOperation : byte
{
    Read,
    Write,
    Flush,
}
