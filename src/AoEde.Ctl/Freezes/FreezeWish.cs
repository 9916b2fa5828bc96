using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;

namespace AoEde.Ctl.Freezes;

/// <summary>What somebody at a command line wants frozen.</summary>
/// <param name="Targets">The targets.</param>
/// <param name="Ttl">How long, as a duration; null takes the target's default.</param>
/// <param name="Holder">Who.</param>
/// <param name="Join">Whether a freeze in force may be shared.</param>
internal sealed record FreezeWish(IReadOnlyList<string> Targets, string? Ttl, string Holder, bool Join)
{
    /// <summary>The job or pod whose end ends the freeze; null for none.</summary>
    public HolderReference? HolderRef { get; init; }

    /// <summary>The AoEFreeze that asks for it, under a name that nobody else has.</summary>
    public JsonObject ToObject()
    {
        // Eight random digits keep the name below 63 characters for a target of any name.
        var name = $"{Targets[0]}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var spec = new JsonObject
        {
            ["targets"] = new JsonArray([.. Targets.Distinct(StringComparer.Ordinal).Select(target => JsonValue.Create(target))]),
            ["holder"] = Holder,
        };
        if (Ttl is not null)
        {
            spec["ttl"] = Ttl;
        }

        if (HolderRef is { } reference)
        {
            spec["holderRef"] = new JsonObject { ["apiVersion"] = reference.ApiVersion, ["kind"] = reference.Kind, ["name"] = reference.Name };
        }

        if (Join)
        {
            spec["join"] = JoinPolicy.Existing;
        }

        return new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = AoEFreeze.KindName,
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = spec,
        };
    }
}
