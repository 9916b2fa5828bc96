namespace AoEde.Api;

/// <summary>What was found behind a target's path.</summary>
public sealed record TargetDevice
{
    /// <summary>The resolved path.</summary>
    public string? Resolved { get; set; }

    /// <summary>Device number as <c>major:minor</c>.</summary>
    public string? MajorMinor { get; set; }

    /// <summary>Bytes exported.</summary>
    public long? SizeBytes { get; set; }

    /// <summary>The same for people, such as <c>4Ti</c>.</summary>
    public string? Size { get; set; }

    /// <summary>The device's logical block, in bytes.</summary>
    public int? LogicalBlock { get; set; }

    /// <summary>The device's physical block, in bytes.</summary>
    public int? PhysicalBlock { get; set; }

    /// <summary>The model the device reports.</summary>
    public string? Model { get; set; }

    /// <summary>The serial number the device reports.</summary>
    public string? Serial { get; set; }

    /// <summary>The world-wide name the device reports.</summary>
    public string? Wwn { get; set; }

    /// <summary>Whether it is a spinning disk.</summary>
    public bool? Rotational { get; set; }

    /// <summary>Whether requests bypass the page cache (O_DIRECT).</summary>
    public bool? Direct { get; set; }

    /// <summary>The disk engine in use: <c>io_uring</c> or <c>linux-aio</c>.</summary>
    public string? IoEngine { get; set; }

    /// <summary>Why that engine, and why not O_DIRECT where it was asked for and is not used.</summary>
    public string? IoEngineReason { get; set; }
}
