using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>
/// Holds one or several targets frozen for a while: their bases immutable, their writes kept aside. Namespaced, because freezing is
/// what tenants need, while exporting a disk is not theirs to decide.
/// </summary>
/// <remarks>What may be written is judged by <see cref="Rules.AoeFreezeRules"/>.</remarks>
[ServerFields("status")]
[ShortNames("aoefz")]
[PrinterColumn("Targets", ".spec.targets")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Since", ".status.frozenAt", "date")]
[PrinterColumn("Expires", ".status.expiresAt")]
[PrinterColumn("Holder", ".spec.holder")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date")]
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "aoefreezes"), EntityScope(EntityScope.Namespaced)]
public sealed record AoEFreeze : IKubernetesObject<V1ObjectMeta>, ISpec<AoEFreezeSpec>, IStatus<AoEFreezeStatus>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "AoEFreeze";

    /// <summary>Always <see cref="ApiGroup.ApiVersion"/>.</summary>
    [Required("write " + ApiGroup.ApiVersion), OneOf(ApiGroup.ApiVersion)]
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>Always <see cref="KindName"/>.</summary>
    [Required("write " + KindName), OneOf(KindName)]
    public string Kind { get; set; } = KindName;

    /// <summary>Name, labels and annotations.</summary>
    [Required("give the freeze a name: metadata: { name: nightly }")]
    public V1ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    /// <summary>What is frozen, for whom, how long.</summary>
    [Required("say what is frozen: spec: { targets: [disk11] }")]
    public AoEFreezeSpec Spec { get; set => field = value ?? new(); } = new();

    /// <summary>How it fares; written by the agent.</summary>
    public AoEFreezeStatus? Status { get; set; }
}
