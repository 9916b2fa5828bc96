namespace AoEde.Operator.Freezes;

/// <summary>Why a freeze is refused, beside the reasons that targets have.</summary>
internal static class FreezeReasons
{
    /// <summary>A target that it names does not exist.</summary>
    public const string TargetNotFound = "TargetNotFound";

    /// <summary>No node serves one of its targets.</summary>
    public const string NotAssigned = "NotAssigned";

    /// <summary>Its targets are served by different nodes, which have no moment in common.</summary>
    public const string SpansNodes = "SpansNodes";

    /// <summary>A target may not be frozen: <c>spec.freeze.enabled</c> is false.</summary>
    public const string FreezeDisabled = "FreezeDisabled";
}
