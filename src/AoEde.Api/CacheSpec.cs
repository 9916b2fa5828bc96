using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>What may be held in memory beside the disk.</summary>
public sealed record CacheSpec
{
    /// <summary>
    /// <c>Off</c> (default): a write is acknowledged when it is stable. <c>On</c>: earlier, so a crash loses acknowledged writes.
    /// </summary>
    [Default(Choices.WriteBehind.Off), OneOf(Choices.WriteBehind.Off, Choices.WriteBehind.On)]
    public string WriteBehind { get; set => field = value ?? Choices.WriteBehind.Off; } = Choices.WriteBehind.Off;

    /// <summary>Bytes to read ahead of a sequential reader, 0 to 16777216 (16 MiB). Default 0: none.</summary>
    [Default(0L), Bounds(0, 16 * 1024 * 1024)]
    public long ReadAheadBytes { get; set; }
}
