using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>A block device of the node.</summary>
public sealed record DeviceBacking
{
    /// <summary>
    /// Path of the device below <c>/dev</c>, at most 255 characters, without <c>.</c>, <c>..</c> or empty parts. A name that survives a
    /// reboot, such as <c>/dev/disk/by-id/…</c>, is wanted: the node's policy decides which paths may be exported. Required.
    /// </summary>
    [Required("name a device, best by /dev/disk/by-id"), Length(1, 255)]
    [Pattern(Patterns.DevicePath, "an absolute path below /dev without '.', '..' or empty parts")]
    public string? Path { get; set; }

    /// <summary>Identity the device must have; every pin given must match, or nothing is served.</summary>
    public DeviceExpectation? Expect { get; set; }
}
