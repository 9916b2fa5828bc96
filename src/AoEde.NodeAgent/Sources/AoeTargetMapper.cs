using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Api.Values;
using AoEde.Engine;
using AoEde.Native.Disk;
using AoEde.NodeAgent.Hosting;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Sources;

/// <summary>
/// From the API's words to the engine's: pure, and only for targets that the rules let pass. What the engine cannot do yet is
/// refused by the rules (<see cref="Api.Rules.NotYet"/>), so nothing is dropped silently here.
/// </summary>
internal static class AoeTargetMapper
{
    /// <summary>Maps one target.</summary>
    /// <param name="target">A target without rule violations.</param>
    /// <param name="hostName">Goes into the UID when the target has none of its own.</param>
    /// <exception cref="FormatException">The target breaks a rule after all.</exception>
    public static TargetOptions Map(AoETarget target, string hostName)
    {
        var spec = target.Spec;
        var name = target.Metadata.Name ?? throw new FormatException("The target has no name.");
        return new TargetOptions
        {
            Name = name,
            Address = new AoeAddress(checked((ushort)Required(spec.Shelf, "shelf")), checked((byte)Required(spec.Slot, "slot"))),
            Network = spec.Network,
            Interfaces = [.. spec.Interfaces],
            Backing = Backing(spec.Backing),
            ReadOnly = spec.ReadOnly,
            Suspend = spec.Suspend,
            Uid = Guid.TryParse(target.Metadata.Uid, out var uid) ? uid : NameBasedGuid.ForTarget(hostName, name),
            BufferCount = checked((ushort)Math.Max(spec.Io.BufferCount, AdvertisedBuffers.Least)),
            MaxSectors = checked((byte)spec.Io.MaxSectors),
            InitiatorMacs = [.. spec.Initiators.Macs.Select(MacAddress.Parse)],
            HonorReservations = spec.Initiators.Reservations == ReservationPolicy.Honor,

            // A list that the manifest gives is the administrator's; initiators may edit only the one that nobody gave.
            AllowRemoteEdits = spec.Initiators.Mode == InitiatorMode.Any,
            ConfigString = spec.ConfigString,
            ConfigFixed = spec.ConfigPolicy == ConfigPolicy.Fixed,
            Engine = Engine(spec.Io.Engine),
            Direct = spec.Io.Direct,
            QueueDepth = spec.Io.QueueDepth,
            RingFrames = spec.Ring.Frames,
            RefuseOnConflict = spec.ConflictPolicy == ConflictPolicy.Refuse,
            WriteBehind = spec.Cache.WriteBehind == WriteBehind.On,
            ReadAheadBytes = spec.Cache.ReadAheadBytes,
            Extensions = Extensions(spec.Extensions),
            Freeze = FreezeMapper.Map(spec),
        };
    }

    private static BackingOptions Backing(BackingSpec backing) => new()
    {
        Path = backing.Device?.Path ?? backing.File?.Path ?? throw new FormatException("The target has no backing."),
        IsDevice = backing.Device is not null,
        CreateBytes = backing.File?.Size is { } size ? Quantity.Parse(size).Bytes : null,
        OffsetBytes = backing.OffsetBytes,
        LengthBytes = backing.LengthBytes,
        ExpectSerial = backing.Device?.Expect?.Serial,
        ExpectWwn = backing.Device?.Expect?.Wwn,
        ExpectBytes = backing.Device?.Expect?.SizeBytes,
    };

    private static ExtensionOptions Extensions(ExtensionsSpec extensions) => new()
    {
        TagTracking = extensions.TagTracking != ExtensionMode.Off,
        ReadCoalescing = extensions.ReadCoalescing != ExtensionMode.Off,
        Crc = extensions.Crc != ExtensionMode.Off,
        Congestion = extensions.Congestion != ExtensionMode.Off,
    };

    private static DiskEngineKind Engine(string choice) => choice switch
    {
        IoEngine.Auto => DiskEngineKind.Auto,
        IoEngine.IoUring => DiskEngineKind.IoUring,
        IoEngine.LinuxAio => DiskEngineKind.LinuxAio,
        _ => throw new FormatException($"The engine {choice} is not known to this version."),
    };

    private static int Required(int? value, string field) => value ?? throw new FormatException($"The target has no {field}.");
}
