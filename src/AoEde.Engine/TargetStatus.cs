using AoEde.Protocol;

namespace AoEde.Engine;

/// <summary>Whether a condition holds.</summary>
public enum ConditionState
{
    /// <summary>It holds.</summary>
    True,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It cannot be told now.</summary>
    Unknown,
}

/// <summary>One condition of a target, in the words of the AoETarget API.</summary>
/// <param name="Type">For example <c>DeviceReady</c>, <c>AddressUnique</c>, <c>Exported</c>, <c>Ready</c>.</param>
/// <param name="State">Whether it holds.</param>
/// <param name="Reason">One CamelCase word for programs.</param>
/// <param name="Message">A sentence for people: object, cause, remedy.</param>
public sealed record TargetCondition(string Type, ConditionState State, string Reason, string Message);

/// <summary>What was found behind a target's path.</summary>
public sealed record DeviceStatus
{
    /// <summary>The resolved path.</summary>
    public required string Path { get; init; }

    /// <summary>Device number as <c>major:minor</c>; of the file system for a regular file.</summary>
    public required string MajorMinor { get; init; }

    /// <summary>Bytes exported.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The device's logical block, in bytes.</summary>
    public required int LogicalBlock { get; init; }

    /// <summary>The device's physical block, in bytes.</summary>
    public required int PhysicalBlock { get; init; }

    /// <summary>The model the device reports, if any.</summary>
    public string? Model { get; init; }

    /// <summary>The serial number the device reports, if any.</summary>
    public string? Serial { get; init; }

    /// <summary>The world-wide name the device reports, if any.</summary>
    public string? Wwn { get; init; }

    /// <summary>Whether it is a spinning disk.</summary>
    public bool Rotational { get; init; }

    /// <summary>Whether requests bypass the page cache (O_DIRECT).</summary>
    public bool Direct { get; init; }

    /// <summary>The disk engine in use: <c>io_uring</c> or <c>linux-aio</c>; empty before the first interface is served.</summary>
    public string IoEngine { get; init; } = "";

    /// <summary>Why that engine, and why not O_DIRECT where it was asked for and is not used.</summary>
    public string EngineReason { get; init; } = "";
}

/// <summary>One interface a target is exported on.</summary>
/// <param name="Name">The interface's name.</param>
/// <param name="Mac">Its address: the target's identity on the wire.</param>
/// <param name="Mtu">Its MTU, in bytes.</param>
/// <param name="MaxSectors">Sectors per frame advertised on it.</param>
/// <param name="Up">Whether its link is up.</param>
public sealed record InterfaceStatus(string Name, MacAddress Mac, int Mtu, int MaxSectors, bool Up);

/// <summary>One initiator of a target, as one interface knows it.</summary>
/// <param name="Initiator">Its address.</param>
/// <param name="Interface">The interface it comes in at.</param>
/// <param name="Requests">ATA requests and negotiations since it was first seen, or last forgotten.</param>
/// <param name="Idle">How long ago the last was.</param>
/// <param name="Negotiated">The extensions in force, in the words of command 0x23.</param>
public sealed record SessionStatus(MacAddress Initiator, string Interface, long Requests, TimeSpan Idle, IReadOnlyList<string> Negotiated);

/// <summary>A target as it is, at one moment.</summary>
public sealed record TargetStatus
{
    /// <summary>The target's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its shelf and slot.</summary>
    public required AoeAddress Address { get; init; }

    /// <summary>DeviceReady, AddressUnique, Exported, Healthy and Ready, in that order; Ready does not look at Healthy.</summary>
    public required IReadOnlyList<TargetCondition> Conditions { get; init; }

    /// <summary>The device, once it was opened.</summary>
    public DeviceStatus? Device { get; init; }

    /// <summary>The interfaces it is exported on.</summary>
    public IReadOnlyList<InterfaceStatus> Interfaces { get; init; } = [];

    /// <summary>Initiators that did I/O in the last minute.</summary>
    public IReadOnlyList<MacAddress> Initiators { get; init; } = [];

    /// <summary>Initiators that hold a reservation.</summary>
    public IReadOnlyList<MacAddress> ReservedBy { get; init; } = [];

    /// <summary>The MAC mask list; empty serves any initiator.</summary>
    public IReadOnlyList<MacAddress> MaskList { get; init; } = [];

    /// <summary>The AoE config string.</summary>
    public string ConfigString { get; init; } = "";

    /// <summary>Its freeze.</summary>
    public FreezeStatus Freeze { get; init; } = FreezeStatus.None;

    /// <summary>The condition of one type, or null when it has none.</summary>
    /// <param name="type">The condition's type.</param>
    public TargetCondition? Condition(string type) => Conditions.FirstOrDefault(c => c.Type == type);
}
