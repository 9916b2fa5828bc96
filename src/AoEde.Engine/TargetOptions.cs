using AoEde.Native.Disk;
using AoEde.Protocol;

namespace AoEde.Engine;

/// <summary>
/// One target as it shall be: already validated, immutable. A target is left alone while its options stay the same
/// (<see cref="SameAs"/>), whatever happens to the others.
/// </summary>
public sealed record TargetOptions
{
    /// <summary>The target's name, unique in this process.</summary>
    public required string Name { get; init; }

    /// <summary>The shelf and slot it answers at.</summary>
    public required AoeAddress Address { get; init; }

    /// <summary>Name of the network segment; addresses are unique within one.</summary>
    public string Network { get; init; } = "default";

    /// <summary>Interface names, or globs of <c>*</c> and <c>?</c>, that it is exported on.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>Interfaces, by their full names, that it is not exported on although <see cref="Interfaces"/> fits: they are on another network.</summary>
    public IReadOnlyList<string> OtherInterfaces { get; init; } = [];

    /// <summary>Where its bytes are.</summary>
    public required BackingOptions Backing { get; init; }

    /// <summary>Opened for reading only; ATA writes are aborted.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Withdrawn from the wire while the claim on the address stays.</summary>
    public bool Suspend { get; init; }

    /// <summary>Stable identity; IDENTIFY's serial number is made from it.</summary>
    public Guid Uid { get; init; }

    /// <summary>Buffer count of the Config reply, in messages: the initiator's window. At least 2 (Linux hangs on less).</summary>
    public ushort BufferCount { get; init; } = 64;

    /// <summary>Sectors per frame to advertise at most; 0 takes what fits the MTU.</summary>
    public byte MaxSectors { get; init; }

    /// <summary>MAC addresses that are served; empty serves any, until an initiator edits the list over the wire.</summary>
    public IReadOnlyList<MacAddress> InitiatorMacs { get; init; } = [];

    /// <summary>Whether Reserve/Release (command 3) is obeyed; otherwise setting a reservation is refused.</summary>
    public bool HonorReservations { get; init; } = true;

    /// <summary>Whether initiators may edit the MAC mask list (command 2) over the wire.</summary>
    public bool AllowRemoteEdits { get; init; } = true;

    /// <summary>The AoE config string that a target without stored state starts with; at most 1,024 bytes.</summary>
    public string ConfigString { get; init; } = "";

    /// <summary>Whether Config set and force-set are refused, so that the string is always <see cref="ConfigString"/>.</summary>
    public bool ConfigFixed { get; init; }

    /// <summary>How the disk is driven.</summary>
    public DiskEngineKind Engine { get; init; }

    /// <summary>Ask for O_DIRECT; where the device cannot serve 512-byte requests that way, the page cache is used and status says so.</summary>
    public bool Direct { get; init; } = true;

    /// <summary>Operations in flight at the device at most, per interface.</summary>
    public int QueueDepth { get; init; } = 128;

    /// <summary>Frames in the receive ring of each of its interfaces, at least.</summary>
    public int RingFrames { get; init; } = 1024;

    /// <summary>Whether another answer at the address keeps this target off the wire; otherwise it is only reported.</summary>
    public bool RefuseOnConflict { get; init; } = true;

    /// <summary>
    /// Acknowledge writes before they are stable, within the bounds of <see cref="WriteBehindBytes"/> and <see cref="WriteBehindAge"/>:
    /// a crash of the host loses what was acknowledged since. Off by default.
    /// </summary>
    public bool WriteBehind { get; init; }

    /// <summary>Acknowledged bytes that may be unstable at most, where <see cref="WriteBehind"/> is on.</summary>
    public long WriteBehindBytes { get; init; } = 64L << 20;

    /// <summary>How long an acknowledged write may be unstable at most, where <see cref="WriteBehind"/> is on.</summary>
    public TimeSpan WriteBehindAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes to read ahead of each sequential stream of each initiator; 0 reads nothing ahead.</summary>
    public long ReadAheadBytes { get; init; }

    /// <summary>
    /// Whether O_DIRECT is asked for in the end: what acknowledges early or reads ahead lives in the kernel's page cache, which
    /// <see cref="Direct"/> would bypass.
    /// </summary>
    public bool BypassesCache => Direct && !WriteBehind && ReadAheadBytes == 0;

    /// <summary>What initiators may negotiate.</summary>
    public ExtensionOptions Extensions { get; init; } = new();

    /// <summary>How it may be frozen.</summary>
    public FreezeOptions Freeze { get; init; } = new();

    /// <summary>Whether <paramref name="other"/> asks for exactly the same target, lists compared by content.</summary>
    /// <param name="other">The options to compare with.</param>
    public bool SameAs(TargetOptions other) =>
        Interfaces.SequenceEqual(other.Interfaces)
        && OtherInterfaces.SequenceEqual(other.OtherInterfaces)
        && InitiatorMacs.SequenceEqual(other.InitiatorMacs)
        && Freeze.SameAs(other.Freeze)
        && this == other with { Interfaces = Interfaces, OtherInterfaces = OtherInterfaces, InitiatorMacs = InitiatorMacs, Freeze = Freeze };
}
