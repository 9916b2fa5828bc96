namespace AoEde.Engine.Health;

/// <summary>
/// The condition Healthy, with its reasons in the order in which they count. Messages hold no number that moves by itself: a status
/// changes when something happens, not because time passes.
/// </summary>
internal static class HealthWords
{
    public const string Type = "Healthy";

    public static TargetCondition Good { get; } = new(Type, ConditionState.True, "NoErrors", "No error within the last 5 minutes.");

    public static TargetCondition NotServed { get; } =
        new(Type, ConditionState.Unknown, "NotServed", "Nothing is known: its device is not open (see DeviceReady).");

    public static TargetCondition DeviceErrors(string device, IReadOnlyList<string> operations) => Bad(
        "IOErrors",
        $"Requests to {device} failed within the last 5 minutes: {string.Join(", ", operations)}. Initiators were told. "
        + "Look for it in the kernel's log, and replace the disk if it goes on.");

    public static TargetCondition NearFull(ShadowFill shadow)
    {
        string what = shadow.IsOutOfSpace ? "has no room left on its file system beyond the reserve" : "is at least 80 % full";
        string then = shadow.ThawsWhenFull ? "the freeze breaks" : "writes fail";
        return Bad(
            "ShadowNearFull",
            $"The shadow {shadow.Path} {what}; when it is full, {then}. Let go of the freeze soon, or allow more next time (spec.freeze.shadow).");
    }

    public static TargetCondition Stalled(MergeProgress merge, string device, string cause) => Bad(
        "MergeStalled",
        $"Merging {merge.Path} into {device} makes no progress: {cause}. Nothing is lost, and it is tried again; look at {device} and at the kernel's log.");

    public static TargetCondition LinksDown(IReadOnlyList<string> interfaces) => Bad(
        "DegradedLinks",
        $"No link on {string.Join(", ", interfaces)}. Check cable, switch port and name; the target is announced there as soon as there is a link.");

    public static TargetCondition RingDrops(IReadOnlyList<string> interfaces) => Bad(
        "RingDrops",
        $"The receive ring of {string.Join(", ", interfaces)} was full within the last 5 minutes, and initiators had to ask again. "
        + "Give the node more CPU time, or raise spec.ring.frames.");

    private static TargetCondition Bad(string reason, string message) => new(Type, ConditionState.False, reason, message);
}
