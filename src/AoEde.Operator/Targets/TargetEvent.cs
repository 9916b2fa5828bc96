using AoEde.Kube.Operator;

namespace AoEde.Operator.Targets;

/// <summary>Something to be recorded on a target.</summary>
/// <param name="Type">How grave it is.</param>
/// <param name="Reason">One of the event reasons.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record TargetEvent(EventType Type, string Reason, string Message);
