using AoEde.Protocol;

namespace AoEde.Engine.Probe;

/// <summary>Somebody who answers at an address. What was not told is null.</summary>
/// <param name="Interface">The interface it was heard on.</param>
/// <param name="Address">The address it answers at.</param>
/// <param name="Mac">MAC address of the card that answered.</param>
public sealed record ProbeAnswer(string Interface, AoeAddress Address, MacAddress Mac)
{
    // ATA addresses have 48 bits; a target that claims more is not believed.
    private const ulong MostSectors = 1UL << 48;

    /// <summary>Requests it takes at once.</summary>
    public int BufferCount { get; init; }

    /// <summary>512-byte sectors per frame it takes.</summary>
    public int SectorCount { get; init; }

    /// <summary>Firmware word of its Config reply: each program its own.</summary>
    public int Firmware { get; init; }

    /// <summary>Its config string, unprintable bytes as dots.</summary>
    public string? ConfigString { get; init; }

    /// <summary>Its size in 512-byte sectors, by IDENTIFY.</summary>
    public ulong? Sectors { get; init; }

    /// <summary>Its size in bytes, by IDENTIFY; at most what 48-bit sector addresses reach.</summary>
    public ulong? SizeBytes => Sectors is { } sectors ? ulong.Min(sectors, MostSectors) * AoeWire.SectorSize : null;

    /// <summary>The model, by IDENTIFY.</summary>
    public string? Model { get; init; }

    /// <summary>The serial number, by IDENTIFY.</summary>
    public string? Serial { get; init; }

    /// <summary>What a person should know: a second answer for one address, no answer to IDENTIFY.</summary>
    public string? Note { get; init; }

    /// <summary>For people: who, what and how large.</summary>
    public string Describe() =>
        $"MAC {Mac} on {Interface}"
        + (Model is null ? "" : $", model '{Model}'")
        + (Serial is null ? "" : $", serial '{Serial}'")
        + (SizeBytes is { } bytes ? $", {bytes} bytes" : "")
        + (ConfigString is null ? "" : $", config string '{ConfigString}'");
}
