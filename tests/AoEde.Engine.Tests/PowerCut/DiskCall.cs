namespace AoEde.Engine.Tests.PowerCut;

/// <summary>What a blocking operation is, as far as that tells what its thread does next.</summary>
internal enum DiskCall
{
    Other,
    BaseWrite,

    /// <summary>One at a time: another thread that wants one is not seen before this has completed.</summary>
    BaseSync,
}
