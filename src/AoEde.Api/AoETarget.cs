using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>
/// One block image exported at one shelf.slot. Cluster-scoped, because a node, a host disk and an address on the wire
/// each exist once, not once per namespace.
/// </summary>
/// <remarks>
/// The object holds what was written, coherent or not: <see cref="Rules.AoeTargetRules"/> says whether it can be served.
/// </remarks>
[ServerFields("status")]
[ShortNames("aoet")]
[PrinterColumn("Address", ".status.address")]
[PrinterColumn("Node", ".status.export.nodeName")]
[PrinterColumn("Size", ".status.device.size")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason")]
[PrinterColumn("Frozen", ".status.conditions[?(@.type==\"Frozen\")].status")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date")]
[PrinterColumn("Device", ".status.device.resolved", IsWide = true)]
[PrinterColumn("Serial", ".status.device.serial", IsWide = true)]
[PrinterColumn("Interfaces", ".spec.interfaces", IsWide = true)]
[PrinterColumn("Initiators", ".status.initiators.count", "integer", IsWide = true)]
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "aoetargets"), EntityScope(EntityScope.Cluster)]
public sealed record AoETarget : IKubernetesObject<V1ObjectMeta>, ISpec<AoETargetSpec>, IStatus<AoETargetStatus>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "AoETarget";

    /// <summary>Always <see cref="ApiGroup.ApiVersion"/>.</summary>
    [Required("write " + ApiGroup.ApiVersion), OneOf(ApiGroup.ApiVersion)]
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>Always <see cref="KindName"/>.</summary>
    [Required("write " + KindName), OneOf(KindName)]
    public string Kind { get; set; } = KindName;

    /// <summary>Name, labels and annotations.</summary>
    [Required("give the target a name: metadata: { name: disk11 }")]
    public V1ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    /// <summary>What is exported, where, and to whom.</summary>
    [Required("say what is exported: at least shelf, slot, interfaces and backing")]
    public AoETargetSpec Spec { get; set => field = value ?? new(); } = new();

    /// <summary>How it fares; null before anybody looked at it.</summary>
    public AoETargetStatus? Status { get; set; }
}
