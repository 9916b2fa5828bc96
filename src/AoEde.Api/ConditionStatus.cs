namespace AoEde.Api;

/// <summary>Values of the status of a condition.</summary>
public static class ConditionStatus
{
    /// <summary>It holds.</summary>
    public const string True = "True";

    /// <summary>It does not hold.</summary>
    public const string False = "False";

    /// <summary>It cannot be told.</summary>
    public const string Unknown = "Unknown";
}
