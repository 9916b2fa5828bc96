using AoEde.Api;
using AoEde.Engine;

namespace AoEde.NodeAgent.Status;

/// <summary>Questions that the commands ask of a status.</summary>
internal static class ConditionReading
{
    private static readonly string[] s_order = [Conditions.DeviceReady, Conditions.AddressUnique, Conditions.Exported, Conditions.Ready];

    /// <summary>The condition is known and true.</summary>
    public static bool Is(this TargetStatus status, string type) => status.Condition(type)?.State == ConditionState.True;

    /// <summary>The condition is known and false.</summary>
    public static bool IsNot(this TargetStatus status, string type) => status.Condition(type)?.State == ConditionState.False;

    /// <summary>Reason and message of the first thing that is wrong; what is only unknown yet comes after what is known to be wrong.</summary>
    public static string Explain(this TargetStatus status)
    {
        var cause = status.First(ConditionState.False) ?? status.First(ConditionState.Unknown);
        return cause is null ? "exported" : $"{cause.Reason}: {cause.Message}";
    }

    private static TargetCondition? First(this TargetStatus status, ConditionState state)
        => s_order.Select(status.Condition).FirstOrDefault(condition => condition?.State == state);
}
