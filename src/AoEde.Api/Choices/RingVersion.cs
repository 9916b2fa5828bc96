namespace AoEde.Api.Choices;

/// <summary>Values of <c>ring.version</c>.</summary>
public static class RingVersion
{
    /// <summary>The best layout for AoE, today V2.</summary>
    public const string Auto = "Auto";

    /// <summary>Frame by frame, the lowest latency.</summary>
    public const string V2 = "V2";

    /// <summary>In blocks, handed over late.</summary>
    public const string V3 = "V3";

    /// <summary>No ring: ordinary receive and send calls.</summary>
    public const string Off = "Off";
}
