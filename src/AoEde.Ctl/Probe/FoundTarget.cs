namespace AoEde.Ctl.Probe;

/// <summary>A target that answered. What was not told is null.</summary>
internal sealed record FoundTarget
{
    /// <summary>Shelf and slot.</summary>
    public required string Address { get; init; }

    /// <summary>Address of the card that answered.</summary>
    public required string Mac { get; init; }

    /// <summary>Requests it takes at once.</summary>
    public int Buffers { get; init; }

    /// <summary>512-byte sectors per frame it takes.</summary>
    public int SectorsPerFrame { get; init; }

    /// <summary>Firmware word of the Config reply, hexadecimal: vblade 0x400E or so, each program its own.</summary>
    public string? Firmware { get; init; }

    /// <summary>The config string, unprintable bytes as dots; null when empty.</summary>
    public string? ConfigString { get; init; }

    /// <summary>Size by IDENTIFY, in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Model by IDENTIFY.</summary>
    public string? Model { get; init; }

    /// <summary>Serial number by IDENTIFY.</summary>
    public string? Serial { get; init; }

    /// <summary>What a person should know: a second answer for one address, no answer to IDENTIFY.</summary>
    public string? Note { get; init; }
}
