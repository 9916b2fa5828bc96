namespace AoEde.Engine.Safety;

/// <summary>One block device of the host and whether it could be exported writable, as an inventory shows it.</summary>
public sealed record DeviceVerdict
{
    /// <summary>Kernel name: <c>sdb1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Paths below /dev/disk/by-id that lead to it, best first.</summary>
    public IReadOnlyList<string> ById { get; init; } = [];

    /// <summary>The path a target should name: stable where there is one.</summary>
    public required string Path { get; init; }

    /// <summary>Size in bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>The device's model, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The device's serial number, or null.</summary>
    public string? Serial { get; init; }

    /// <summary>Whether the medium spins.</summary>
    public bool Rotational { get; init; }

    /// <summary>Whether the kernel refuses writes to it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether a writable target could export it now.</summary>
    public bool Eligible => Reason is null;

    /// <summary>Condition reason of the refusal; null when eligible.</summary>
    public string? Reason { get; init; }

    /// <summary>Object, cause and remedy of the refusal; null when eligible.</summary>
    public string? Message { get; init; }

    /// <summary>The target of this process that has it, or a part or the whole of it; null when none has.</summary>
    public string? ClaimedBy { get; init; }
}
