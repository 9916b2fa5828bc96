namespace AoEde.Engine.Safety;

/// <summary>
/// What the administrator of a host lets targets use. Targets can narrow it, never widen it. Device and directory
/// patterns: <c>*</c> and <c>?</c> stop at a slash, <c>**</c> does not. The safety gate (mounted, held, swap, root disk)
/// holds under every policy.
/// </summary>
public sealed record HostPolicy
{
    private static readonly string[] StableNames = ["/dev/disk/by-id/*", "/dev/mapper/*", "/dev/md/*", "/dev/zvol/**"];

    private static readonly string[] ClusterPlumbing = ["lo", "cni*", "veth*", "docker*", "cali*", "flannel*"];

    /// <summary>Patterns of devices that may be exported; one match on any name that leads to the device is enough.</summary>
    public IReadOnlyList<string> AllowedDevices { get; init; } = StableNames;

    /// <summary>Patterns of devices that may not; wins over the allowed ones, and covers the partitions of a denied disk.</summary>
    public IReadOnlyList<string> DeniedDevices { get; init; } = [];

    /// <summary>Also accept names that may mean another disk after a reboot, such as <c>/dev/sdb</c>.</summary>
    public bool AllowUnstablePaths { get; init; }

    /// <summary>Let a mounted device be exported read-only. Its content then changes under the initiator's feet.</summary>
    public bool AllowMountedReadOnly { get; init; }

    /// <summary>Directories whose regular files, at any depth, may be exported; none by default.</summary>
    public IReadOnlyList<string> AllowedFileDirectories { get; init; } = [];

    /// <summary>Patterns of interfaces that targets may be offered on.</summary>
    public IReadOnlyList<string> AllowedInterfaces { get; init; } = ["*"];

    /// <summary>Patterns of interfaces that targets may not be offered on; wins over the allowed ones.</summary>
    public IReadOnlyList<string> DeniedInterfaces { get; init; } = ClusterPlumbing;

    /// <summary>Number of targets this host serves at most.</summary>
    public int MaxTargets { get; init; } = 256;

    /// <summary>The policy of a cluster node where the administrator configured nothing.</summary>
    public static HostPolicy ClusterDefault { get; } = new();

    /// <summary>
    /// The person at the keyboard (<c>export</c>, or <c>serve</c> without a policy file): any path and any interface,
    /// even one that a cluster node would not offer. The safety gate still holds.
    /// </summary>
    public static HostPolicy Administrator { get; } = new()
    {
        AllowedDevices = ["/**"],
        AllowUnstablePaths = true,
        AllowedFileDirectories = ["/"],
        DeniedInterfaces = [],
        MaxTargets = int.MaxValue,
    };
}
