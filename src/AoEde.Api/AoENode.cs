using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>Inventory and health of one node: what could be exported, where, and if not, why not. Named like its Node; made by the agent.</summary>
/// <remarks>What may be written is judged by <see cref="Rules.AoeNodeRules"/>.</remarks>
[ServerFields("status")]
[ShortNames("aoen")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Targets", ".status.targets.assigned", "integer")]
[PrinterColumn("Devices", ".status.eligibleDevices", "integer")]
[PrinterColumn("Version", ".status.agentVersion")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date")]
[PrinterColumn("Interfaces", ".status.interfaceNames", IsWide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", IsWide = true)]
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "aoenodes"), EntityScope(EntityScope.Cluster)]
public sealed record AoENode : IKubernetesObject<V1ObjectMeta>, ISpec<AoENodeSpec>, IStatus<AoENodeStatus>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "AoENode";

    /// <summary>Always <see cref="ApiGroup.ApiVersion"/>.</summary>
    [Required("write " + ApiGroup.ApiVersion), OneOf(ApiGroup.ApiVersion)]
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>Always <see cref="KindName"/>.</summary>
    [Required("write " + KindName), OneOf(KindName)]
    public string Kind { get; set; } = KindName;

    /// <summary>Name, labels and annotations.</summary>
    [Required("name it like the node: metadata: { name: worker-1 }")]
    public V1ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    /// <summary>What an administrator wants of the node.</summary>
    public AoENodeSpec Spec { get; set => field = value ?? new(); } = new();

    /// <summary>What the agent found; null before it looked.</summary>
    public AoENodeStatus? Status { get; set; }
}
