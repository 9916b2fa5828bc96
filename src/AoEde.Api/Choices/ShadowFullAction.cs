namespace AoEde.Api.Choices;

/// <summary>Values of <c>freeze.onShadowFull</c>.</summary>
public static class ShadowFullAction
{
    /// <summary>The freeze breaks, writes continue.</summary>
    public const string Thaw = "Thaw";

    /// <summary>The freeze holds, writes fail.</summary>
    public const string RejectWrites = "RejectWrites";
}
