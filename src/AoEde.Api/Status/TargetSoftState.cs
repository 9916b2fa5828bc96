namespace AoEde.Api;

/// <summary>What initiators changed about a target over the wire, at most 4 KiB.</summary>
public sealed record TargetSoftState
{
    /// <summary>The AoE config string, in base64.</summary>
    public string? ConfigString { get; set; }

    /// <summary>The MAC mask list.</summary>
    public IReadOnlyList<string>? Mask { get; set; }

    /// <summary>Who holds the reservation.</summary>
    public IReadOnlyList<string>? Reservation { get; set; }
}
