namespace AoEde.Engine.Hosting;

/// <summary>The conditions a target can be in, with their words.</summary>
internal static class TargetConditions
{
    public const string DeviceReadyType = "DeviceReady";
    public const string AddressUniqueType = "AddressUnique";
    public const string ExportedType = "Exported";
    public const string ReadyType = "Ready";

    public static TargetCondition NotOpened { get; } =
        new(DeviceReadyType, ConditionState.Unknown, "Starting", "The device has not been opened yet.");

    public static TargetCondition NotProbed { get; } =
        new(AddressUniqueType, ConditionState.Unknown, "NotProbed", "The address has not been probed yet.");

    public static TargetCondition Starting { get; } = new(ExportedType, ConditionState.False, "Starting", "Not on the wire yet.");

    public static TargetCondition Suspended { get; } =
        new(ExportedType, ConditionState.False, "Suspended", "Withdrawn by spec.suspend; set it to false to export again.");

    public static TargetCondition NotExported { get; } =
        new(ExportedType, ConditionState.False, "Withdrawing", "Not on the wire: its device is not ready.");

    public static TargetCondition Opened(string path) => new(DeviceReadyType, ConditionState.True, "Opened", $"{path} is open and claimed.");

    public static TargetCondition Refused(Refusal refusal) => new(DeviceReadyType, ConditionState.False, refusal.Reason, refusal.Message);

    public static TargetCondition ProbedUnique { get; } =
        new(AddressUniqueType, ConditionState.True, "Probed", "Nobody else answered. A target that masks our MAC address does not answer probes.");

    public static TargetCondition AnsweredBy(string who, string address, bool reacting) => new(
        AddressUniqueType, ConditionState.False, "AnsweredBy",
        $"Another target answers at {address}: {who}. " + (reacting
            ? "Two disks at one address destroy each other's data. Give one of them another address, or stop it; this is tried again every 30 s."
            : "conflictPolicy Ignore keeps this one on the wire all the same."));

    /// <summary>Not probed, since there is no link to ask on.</summary>
    /// <param name="exported">What is said of the links.</param>
    public static TargetCondition NobodyToAsk(TargetCondition exported) => AddressUnknown("LinkDown", $"Not probed yet. {exported.Message}");

    public static TargetCondition AddressUnknown(string reason, string message) => new(AddressUniqueType, ConditionState.Unknown, reason, message);

    public static TargetCondition Conflict { get; } =
        new(ExportedType, ConditionState.False, "Conflict", "Kept off the wire: another target answers at this address (see AddressUnique).");

    public static TargetCondition OnWire(string interfaces) => new(ExportedType, ConditionState.True, "Answering", $"Answering on {interfaces}.");

    public static TargetCondition Off(Refusal refusal) => new(ExportedType, ConditionState.False, refusal.Reason, refusal.Message);

    public static TargetCondition LinkDown(string interfaces) => new(
        ExportedType, ConditionState.False, "LinkDown", $"No link on {interfaces}. It is announced as soon as the link is back.");

    /// <summary>Sums up: true when the device is ready and the target answers; else the first that fails, in its own words.</summary>
    public static TargetCondition Ready(TargetCondition deviceReady, TargetCondition exported)
    {
        var first = deviceReady.State == ConditionState.True ? exported : deviceReady;
        if (exported.Reason == Suspended.Reason)
            first = exported;
        return first.State == ConditionState.True
            ? new TargetCondition(ReadyType, ConditionState.True, "Serving", exported.Message)
            : first with { Type = ReadyType, State = first.State };
    }
}
