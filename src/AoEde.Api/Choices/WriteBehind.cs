namespace AoEde.Api.Choices;

/// <summary>Values of <c>cache.writeBehind</c>.</summary>
public static class WriteBehind
{
    /// <summary>A write is acknowledged when it is stable.</summary>
    public const string Off = "Off";

    /// <summary>A write is acknowledged before it is stable; a crash loses it.</summary>
    public const string On = "On";
}
