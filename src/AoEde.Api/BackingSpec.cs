using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>
/// Where a target's bytes live: exactly one of <see cref="Device"/> and <see cref="File"/>, and optionally a window into it.
/// </summary>
public sealed record BackingSpec
{
    /// <summary>A block device of the node.</summary>
    public DeviceBacking? Device { get; set; }

    /// <summary>A regular file on the node.</summary>
    public FileBacking? File { get; set; }

    /// <summary>Bytes to skip at the start of the backing; a multiple of 512. Default 0.</summary>
    [Default(0L), Bounds(0, long.MaxValue), MultipleOf(512)]
    public long OffsetBytes { get; set; }

    /// <summary>Bytes to export from the offset on; a multiple of 512. Default: everything up to the end.</summary>
    [Bounds(0, long.MaxValue), MultipleOf(512)]
    public long? LengthBytes { get; set; }
}
