using AoEde.Api;
using AoEde.Kube.Models;
using AoEde.Operator.Addresses;
using AoEde.Operator.Nodes;
using AoEde.Operator.Targets;

namespace AoEde.Operator.Tests;

/// <summary>Objects as a server would give them.</summary>
internal static class Objects
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static AoETarget Target(string name = "disk11", string node = "w1", int shelf = 9, int slot = 0) => new()
    {
        Metadata = new()
        {
            Name = name,
            Uid = $"uid-{name}",
            ResourceVersion = "1",
            Generation = 1,
            CreationTimestamp = Now.AddDays(-1),
            Finalizers = [Annotations.TargetFinalizer],
        },
        Spec = new()
        {
            NodeName = node,
            Shelf = shelf,
            Slot = slot,
            Interfaces = ["eth1"],
            Backing = new() { Device = new() { Path = "/dev/disk/by-id/disk" } },
        },
    };

    public static AoETarget Assigned(this AoETarget target, string node = "w1", long epoch = 1, bool? withdraw = null) => target with
    {
        Status = (target.Status ?? new()) with
        {
            Address = $"e{target.Spec.Shelf}.{target.Spec.Slot}",
            Assignment = new() { NodeName = node, Epoch = epoch, Withdraw = withdraw },
        },
    };

    public static AoETarget Reported(this AoETarget target, string node = "w1", long epoch = 1, string state = ExportStates.Exported, params V1Condition[] conditions) => target with
    {
        Status = (target.Status ?? new()) with
        {
            Export = new() { NodeName = node, Epoch = epoch, State = state },
            Conditions = [.. target.Status?.Conditions ?? [], .. conditions],
        },
    };

    public static AoETarget Serving(this AoETarget target, string node = "w1", long epoch = 1) => target.Reported(
        node, epoch, ExportStates.Exported, Condition(Conditions.DeviceReady, "True", Reasons.Opened), Condition(Conditions.Exported, "True", Reasons.Answering));

    public static AoETarget With(this AoETarget target, Func<V1ObjectMeta, V1ObjectMeta> change) => target with { Metadata = change(target.Metadata) };

    public static AoETarget Deleting(this AoETarget target) => target.With(metadata => metadata with { DeletionTimestamp = Now });

    public static AoETarget Annotated(this AoETarget target, string name, string value) =>
        target.With(metadata => metadata with { Annotations = new Dictionary<string, string>(metadata.Annotations ?? new Dictionary<string, string>()) { [name] = value } });

    /// <summary>The status as the operator would have written it.</summary>
    public static AoETarget Written(this AoETarget target, TargetVerdict verdict) => target with
    {
        Status = (target.Status ?? new()) with
        {
            ObservedGeneration = verdict.Status.ObservedGeneration,
            Address = verdict.Status.Address,
            Phase = verdict.Status.Phase,
            Assignment = verdict.Status.Assignment,
            Conditions =
            [
                .. (target.Status?.Conditions ?? []).Where(condition => condition.Type is not (Conditions.Accepted or Conditions.Ready)),
                verdict.Status.Accepted!, verdict.Status.Ready!,
            ],
        },
    };

    public static V1Condition Condition(string type, string status, string reason) => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = $"{type} is {status}",
        LastTransitionTime = Now.AddHours(-1),
        ObservedGeneration = 1,
    };

    public static NodeSight Node(string name = "w1", bool exists = true, bool agent = true, bool outOfService = false, Heartbeat heartbeat = Heartbeat.Alive) =>
        new(name, exists, agent, outOfService, heartbeat);

    public static TargetSituation Situation(AoETarget target, NodeSight? wanted = null, NodeSight? assigned = null, AddressVerdict? address = null) => new()
    {
        Target = target,
        Address = address ?? AddressVerdict.Granted,
        Wanted = wanted ?? Node(target.Spec.NodeName!),
        Assigned = assigned ?? (target.Status?.Assignment is { } assignment ? Node(assignment.NodeName) : null),
        Now = Now,
    };

    public static TargetVerdict Judge(AoETarget target, NodeSight? wanted = null, NodeSight? assigned = null, AddressVerdict? address = null) =>
        TargetVerdict.Of(Situation(target, wanted, assigned, address));
}
