namespace AoEde.Engine.Safety;

/// <summary>What the safety gate found before a target opens its backing.</summary>
public sealed record Inspection
{
    /// <summary>Why it may not be opened; null when it may.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The path to open: every link followed, so that what was judged is what is opened.</summary>
    public required string ResolvedPath { get; init; }

    /// <summary>
    /// Open with O_EXCL. False only for a mounted device that the policy lets be shared read-only: the kernel would refuse
    /// the claim.
    /// </summary>
    public bool Exclusive { get; init; } = true;

    /// <summary>What to claim in the <see cref="ClaimTable"/>; null for a file that does not exist yet.</summary>
    public ClaimSubject? Subject { get; init; }

    /// <summary>The device's model, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The device's serial number, or null.</summary>
    public string? Serial { get; init; }

    /// <summary>The device's world-wide name, or null.</summary>
    public string? Wwn { get; init; }

    /// <summary>Whether the medium spins.</summary>
    public bool IsRotational { get; init; }
}
