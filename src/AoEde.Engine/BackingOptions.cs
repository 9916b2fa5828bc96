namespace AoEde.Engine;

/// <summary>What a target's bytes are kept in, and what is expected to be found there.</summary>
public sealed record BackingOptions
{
    /// <summary>Absolute path as the administrator wrote it; it is resolved before anything is concluded from it.</summary>
    public required string Path { get; init; }

    /// <summary>The path must lead to a block device; otherwise it must lead to a regular file.</summary>
    public bool IsDevice { get; init; }

    /// <summary>Bytes of the sparse file to create when it is absent; null means that it must exist. Never shrinks a file.</summary>
    public long? CreateBytes { get; init; }

    /// <summary>Bytes to skip at the start of the device or file; a multiple of 512.</summary>
    public long OffsetBytes { get; init; }

    /// <summary>Bytes to export from the offset on; null means all that follows. A multiple of 512.</summary>
    public long? LengthBytes { get; init; }

    /// <summary>Serial number that the device must report, or null.</summary>
    public string? ExpectSerial { get; init; }

    /// <summary>World-wide name that the device must report, or null.</summary>
    public string? ExpectWwn { get; init; }

    /// <summary>Whole size in bytes that the device or file must have, or null.</summary>
    public long? ExpectBytes { get; init; }
}
