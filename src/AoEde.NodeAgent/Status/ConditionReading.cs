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

    /// <summary>Reason and message of the first thing that is wrong, for a log line.</summary>
    public static string Explain(this TargetStatus status)
    {
        foreach (var type in s_order)
        {
            if (status.Condition(type) is { State: not ConditionState.True } condition)
            {
                return $"{condition.Reason}: {condition.Message}";
            }
        }

        return "exported";
    }
}
