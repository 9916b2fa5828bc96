using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>
/// What a node's administrator allows targets to export. Targets cannot widen it. In a cluster it is a file mounted from a ConfigMap; on a
/// single host a file named on the command line. A list that is given replaces its default.
/// </summary>
public sealed record AgentPolicy
{
    /// <summary>
    /// Globs of devices that may be exported; <c>*</c> stops at a slash, <c>**</c> does not. Default: the places whose names survive a
    /// reboot, that is <c>/dev/disk/by-id/*</c>, <c>/dev/mapper/*</c>, <c>/dev/md/*</c> and <c>/dev/zvol/**</c>. At most 256.
    /// </summary>
    [Items(0, 256), Length(1, 255), Pattern(Patterns.DevicePath, "a glob below /dev without '.', '..' or empty parts")]
    public IReadOnlyList<string> AllowedDevices { get; init => field = value ?? []; } =
        ["/dev/disk/by-id/*", "/dev/mapper/*", "/dev/md/*", "/dev/zvol/**"];

    /// <summary>Globs of devices that may not, even if allowed above. Default: none. At most 256.</summary>
    [Items(0, 256), Length(1, 255), Pattern(Patterns.DevicePath, "a glob below /dev without '.', '..' or empty parts")]
    public IReadOnlyList<string> DeniedDevices { get; init => field = value ?? []; } = [];

    /// <summary>Allow names such as <c>/dev/sdb</c> that may mean another disk after a reboot. Default false.</summary>
    [Default(false)]
    public bool AllowUnstablePaths { get; init; }

    /// <summary>Allow read-only exports of devices that are mounted. Default false.</summary>
    [Default(false)]
    public bool AllowMountedReadOnly { get; init; }

    /// <summary>Directories, subdirectories included, whose files may be exported. Default: none. At most 64.</summary>
    [Items(0, 64), Length(1, 1024), Pattern(Patterns.AbsolutePath, "an absolute directory without '.', '..' or a slash at the end")]
    public IReadOnlyList<string> AllowedFileDirectories { get; init => field = value ?? []; } = [];

    /// <summary>Names or globs of interfaces that targets may use. Default: <c>*</c>. At most 64.</summary>
    [Items(0, 64), Length(1, 15), Pattern(Patterns.InterfaceGlob, "an interface name or glob such as eth1 or ens*f0")]
    public IReadOnlyList<string> AllowedInterfaces { get; init => field = value ?? []; } = ["*"];

    /// <summary>
    /// Names or globs of interfaces they may not, even if allowed above. Default: <c>lo</c>, <c>cni*</c>, <c>veth*</c>, <c>docker*</c>,
    /// <c>cali*</c>, <c>flannel*</c>. At most 64.
    /// </summary>
    [Items(0, 64), Length(1, 15), Pattern(Patterns.InterfaceGlob, "an interface name or glob such as eth1 or ens*f0")]
    public IReadOnlyList<string> DeniedInterfaces { get; init => field = value ?? []; } =
        ["lo", "cni*", "veth*", "docker*", "cali*", "flannel*"];

    /// <summary>Most targets that one agent serves, 1 to 65536. Default 256.</summary>
    [Default(256), Bounds(1, 65536)]
    public int MaxTargets { get; init; } = 256;
}
