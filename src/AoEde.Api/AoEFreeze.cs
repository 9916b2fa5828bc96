using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>
/// Holds one or several targets frozen for a while: their bases immutable, their writes kept aside. Namespaced, because freezing is
/// what tenants need, while exporting a disk is not theirs to decide.
/// </summary>
/// <remarks>What may be written is judged by <see cref="Rules.AoeFreezeRules"/>.</remarks>
[ServerFields("status")]
public sealed record AoEFreeze
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "AoEFreeze";

    /// <summary>Always <see cref="ApiGroup.ApiVersion"/>.</summary>
    [Required("write " + ApiGroup.ApiVersion), OneOf(ApiGroup.ApiVersion)]
    public string ApiVersion { get; init; } = ApiGroup.ApiVersion;

    /// <summary>Always <see cref="KindName"/>.</summary>
    [Required("write " + KindName), OneOf(KindName)]
    public string Kind { get; init; } = KindName;

    /// <summary>Name, labels and annotations.</summary>
    [Required("give the freeze a name: metadata: { name: nightly }")]
    public ObjectMetadata Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>What is frozen, for whom, how long.</summary>
    [Required("say what is frozen: spec: { targets: [disk11] }")]
    public AoEFreezeSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>How it fares; written by the agent.</summary>
    public AoEFreezeStatus? Status { get; init; }
}
