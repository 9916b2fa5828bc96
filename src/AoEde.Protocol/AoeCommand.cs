namespace AoEde.Protocol;

/// <summary>The command byte at offset 19.</summary>
public enum AoeCommand : byte
{
    /// <summary>Issue an ATA command.</summary>
    Ata = 0,

    /// <summary>Query or set configuration; also discovery.</summary>
    Config = 1,

    /// <summary>Read or edit the MAC mask list.</summary>
    Mask = 2,

    /// <summary>Reserve or release the target.</summary>
    Reserve = 3,

    /// <summary>Coraid's keyed reservation; no open initiator uses it and we answer it as unknown.</summary>
    KeyedReserve = 4,

    /// <summary>AoEde's extension negotiation.</summary>
    Extensions = 0x23,
}
