using AoEde.Api;
using AoEde.Engine;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Commands;

/// <summary>Whether an export that has not started can still start by itself, and what the process ends with if it cannot.</summary>
internal static class ExportVerdict
{
    /// <summary>The exit code of a hopeless export; null while there is hope, as with a cable that is not plugged in.</summary>
    public static int? Of(TargetStatus status)
    {
        if (status.IsNot(Conditions.DeviceReady))
        {
            return ExitCodes.RefusedDevice;
        }

        if (status.IsNot(Conditions.AddressUnique) || status.Condition(Conditions.Exported) is { Reason: Reasons.Conflict })
        {
            return ExitCodes.AddressConflict;
        }

        // A name that matches no interface is taken for a typing mistake; only a folder of manifests waits for a card to appear.
        return status.Condition(Conditions.Exported) is { State: ConditionState.False, Reason: Reasons.NoInterface } ? ExitCodes.InvalidInput : null;
    }
}
