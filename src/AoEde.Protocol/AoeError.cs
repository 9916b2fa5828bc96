namespace AoEde.Protocol;

/// <summary>
/// Byte 15 of a reply whose Error flag is set. Linux retries such a reply until its deadline, so an I/O failure is told with
/// <see cref="AtaStatus"/> instead.
/// </summary>
public enum AoeError : byte
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The command byte is not known.</summary>
    UnrecognizedCommand = 1,

    /// <summary>A field of the argument is out of range.</summary>
    BadArgument = 2,

    /// <summary>The target is suspended.</summary>
    DeviceUnavailable = 3,

    /// <summary>A Config string is set and differs.</summary>
    ConfigStringPresent = 4,

    /// <summary>The version nibble is not 1.</summary>
    UnsupportedVersion = 5,

    /// <summary>Another initiator holds the reservation.</summary>
    TargetReserved = 6,
}
