using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>One block device of a node, and whether it could be exported.</summary>
public sealed record NodeDevice
{
    /// <summary>The kernel's path, such as <c>/dev/sdb</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Stable paths to it, at most 4: what to write into <c>backing.device.path</c>.</summary>
    [MostItems(4)]
    public IReadOnlyList<string>? ById { get; set; }

    /// <summary>Its bytes.</summary>
    public long? SizeBytes { get; set; }

    /// <summary>The same for people.</summary>
    public string? Size { get; set; }

    /// <summary>The model it reports.</summary>
    public string? Model { get; set; }

    /// <summary>The serial number it reports.</summary>
    public string? Serial { get; set; }

    /// <summary>Whether it is a spinning disk.</summary>
    public bool? Rotational { get; set; }

    /// <summary>Whether it cannot be written.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Whether a target may export it.</summary>
    public bool Eligible { get; set; }

    /// <summary>Why not: one of the reasons of DeviceReady.</summary>
    public string? Reason { get; set; }

    /// <summary>Why not, for people.</summary>
    public string? Message { get; set; }

    /// <summary>The target that has it.</summary>
    public string? ClaimedBy { get; set; }
}
