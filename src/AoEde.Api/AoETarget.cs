using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>
/// One block image exported at one shelf.slot. Cluster-scoped, because a node, a host disk and an address on the wire
/// each exist once, not once per namespace.
/// </summary>
/// <remarks>
/// The object holds what was written, coherent or not: <see cref="Rules.AoeTargetRules"/> says whether it can be served.
/// </remarks>
[ServerFields("status")]
public sealed record AoETarget
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "AoETarget";

    /// <summary>Always <see cref="ApiGroup.ApiVersion"/>.</summary>
    [Required("write " + ApiGroup.ApiVersion), OneOf(ApiGroup.ApiVersion)]
    public string ApiVersion { get; init; } = ApiGroup.ApiVersion;

    /// <summary>Always <see cref="KindName"/>.</summary>
    [Required("write " + KindName), OneOf(KindName)]
    public string Kind { get; init; } = KindName;

    /// <summary>Name, labels and annotations.</summary>
    [Required("give the target a name: metadata: { name: disk11 }")]
    public ObjectMetadata Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>What is exported, where, and to whom.</summary>
    [Required("say what is exported: at least shelf, slot, interfaces and backing")]
    public AoETargetSpec Spec { get; init => field = value ?? new(); } = new();
}
