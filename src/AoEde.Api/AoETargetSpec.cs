using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>What an AoETarget exports, where and to whom.</summary>
public sealed record AoETargetSpec
{
    /// <summary>
    /// Name of the node whose agent serves the target: a DNS subdomain of 1 to 253 characters. Required in a cluster; without one it is
    /// empty or the host's own name. May change only with <see cref="Portable"/> (rule T5).
    /// </summary>
    [Required("name the node whose agent serves the target"), Length(1, 253)]
    [Pattern(Patterns.DnsSubdomain, "a node name, which is a lower-case DNS name")]
    public string? NodeName { get; set; }

    /// <summary>
    /// AoE major address, 0 to 65534. Required; cannot change (T2). 65535 is the broadcast shelf, and 4095 is refused by Linux
    /// initiators (T1).
    /// </summary>
    [Required("choose a free shelf from 0 to 65534"), Bounds(0, 65534)]
    public int? Shelf { get; set; }

    /// <summary>AoE minor address, 0 to 254. Required; cannot change (T2). 255 is the broadcast slot; some initiators stop at 15.</summary>
    [Required("choose a free slot from 0 to 254"), Bounds(0, 254)]
    public int? Slot { get; set; }

    /// <summary>
    /// Name of the layer-2 segment, a DNS label of at most 63 characters. Default <c>default</c>. An address is unique per network, and a
    /// target's network cannot change (T2).
    /// </summary>
    [Default("default"), Length(1, 63), Pattern(Patterns.DnsLabel, "a DNS label such as san-a")]
    public string Network { get; set => field = value ?? "default"; } = "default";

    /// <summary>
    /// Interfaces to answer on: 1 to 8 names or globs (<c>*</c>, <c>?</c>) of at most 15 characters, matched on the node while it runs.
    /// Required on purpose: AoE has no authentication, so every interface has to be asked for as <c>["*"]</c>.
    /// </summary>
    [Required("name interfaces or globs, or [\"*\"] for every interface"), Items(1, 8), Length(1, 15)]
    [Pattern(Patterns.InterfaceGlob, "an interface name or glob such as eth1 or ens*f0")]
    public IReadOnlyList<string> Interfaces { get; set => field = value ?? []; } = [];

    /// <summary>
    /// Where the bytes live: exactly one of <c>device</c> and <c>file</c> (T3). Required; changes only while suspended (T7).
    /// </summary>
    [Required("write either backing.device.path or backing.file.path")]
    public BackingSpec Backing { get; set => field = value ?? new(); } = new();

    /// <summary>Refuse writes and open the backing read-only. Default false.</summary>
    [Default(false)]
    public bool ReadOnly { get; set; }

    /// <summary>Withdraw from the wire but keep the object and its claim. Default false.</summary>
    [Default(false)]
    public bool Suspend { get; set; }

    /// <summary>
    /// The same bytes are reachable from other nodes (SAN, dual-ported disk, DRBD), so <see cref="NodeName"/> may change. Default false.
    /// </summary>
    [Default(false)]
    public bool Portable { get; set; }

    /// <summary>Who may do I/O. Default: anyone on the segment.</summary>
    public InitiatorsSpec Initiators { get; set => field = value ?? new(); } = new();

    /// <summary>
    /// AoE config string: at most 1024 printable ASCII characters. Default empty. Initiators may replace it unless
    /// <see cref="ConfigPolicy"/> is <c>Fixed</c>.
    /// </summary>
    [Default(""), Length(0, 1024), Pattern(Patterns.PrintableAscii, "printable ASCII only")]
    public string ConfigString { get; set => field = value ?? ""; } = "";

    /// <summary>
    /// <c>Initial</c> (default): the config string is a starting value. <c>Fixed</c>: attempts to set it are answered with an error.
    /// </summary>
    [Default(Choices.ConfigPolicy.Initial), OneOf(Choices.ConfigPolicy.Initial, Choices.ConfigPolicy.Fixed)]
    public string ConfigPolicy { get; set => field = value ?? Choices.ConfigPolicy.Initial; } = Choices.ConfigPolicy.Initial;

    /// <summary>How the disk is driven and what is advertised.</summary>
    public IoSpec Io { get; set => field = value ?? new(); } = new();

    /// <summary>Packet rings of each interface.</summary>
    public RingSpec Ring { get; set => field = value ?? new(); } = new();

    /// <summary>What may be held in memory beside the disk.</summary>
    public CacheSpec Cache { get; set => field = value ?? new(); } = new();

    /// <summary>AoEde's own protocol extensions, each offered but never forced.</summary>
    public ExtensionsSpec Extensions { get; set => field = value ?? new(); } = new();

    /// <summary>Freezing: writes go to a shadow while the base stays immutable. Absent means every default.</summary>
    public FreezeSpec? Freeze { get; set; }

    /// <summary>When the object may be deleted. Data is never touched.</summary>
    public DeletionSpec Deletion { get; set => field = value ?? new(); } = new();

    /// <summary>
    /// What to do when a stranger answers at our address. <c>Refuse</c> (default): do not export, or stop accepting new initiators.
    /// <c>Ignore</c>: carry on and only report it.
    /// </summary>
    [Default(Choices.ConflictPolicy.Refuse), OneOf(Choices.ConflictPolicy.Refuse, Choices.ConflictPolicy.Ignore)]
    public string ConflictPolicy { get; set => field = value ?? Choices.ConflictPolicy.Refuse; } = Choices.ConflictPolicy.Refuse;
}
