using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>Identity pins of a device. All are optional; all that are given must match.</summary>
public sealed record DeviceExpectation
{
    /// <summary>Serial number as the kernel reports it, at most 64 characters.</summary>
    [Length(1, 64)]
    public string? Serial { get; set; }

    /// <summary>World-wide name as the kernel reports it, at most 64 characters.</summary>
    [Length(1, 64)]
    public string? Wwn { get; set; }

    /// <summary>Size in bytes, at least 1.</summary>
    [Bounds(1, long.MaxValue)]
    public long? SizeBytes { get; set; }
}
