using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>Somebody who answers at an address.</summary>
/// <param name="Interface">The interface it was heard on.</param>
/// <param name="Address">The address it answers at.</param>
/// <param name="Mac">Its MAC address.</param>
public sealed record ProbeAnswer(string Interface, AoeAddress Address, MacAddress Mac)
{
    /// <summary>Messages it can queue.</summary>
    public int BufferCount { get; init; }

    /// <summary>Sectors per frame it takes.</summary>
    public int SectorCount { get; init; }

    /// <summary>Its firmware number.</summary>
    public int Firmware { get; init; }

    /// <summary>Its config string, unprintable bytes as dots.</summary>
    public string ConfigString { get; init; } = "";

    /// <summary>Its size in sectors, or null when it did not answer IDENTIFY.</summary>
    public ulong? Sectors { get; init; }

    /// <summary>The serial number it reports.</summary>
    public string? Serial { get; init; }

    /// <summary>The model it reports.</summary>
    public string? Model { get; init; }

    /// <summary>For people: who, what and how large.</summary>
    public string Describe() =>
        $"MAC {Mac} on {Interface}"
        + (Model is null ? "" : $", model '{Model}'")
        + (Serial is null ? "" : $", serial '{Serial}'")
        + (Sectors is { } s ? $", {s * AoeWire.SectorSize} bytes" : "")
        + (ConfigString.Length == 0 ? "" : $", config string '{ConfigString}'");
}
