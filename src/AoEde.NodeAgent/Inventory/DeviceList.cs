using AoEde.Api;
using AoEde.Api.Values;
using AoEde.Engine.Safety;

namespace AoEde.NodeAgent.Inventory;

/// <summary>The block devices of a node, as its AoENode lists them.</summary>
internal static class DeviceList
{
    private const int Most = 256;
    private const int MostNames = 4;

    /// <summary>Orders and describes.</summary>
    /// <param name="verdicts">What the safety gate says.</param>
    /// <returns>At most 256, by name; where there are more, what is in use by a target or could be comes first. Null for none.</returns>
    public static IReadOnlyList<NodeDevice>? Of(IEnumerable<DeviceVerdict> verdicts)
    {
        NodeDevice[] found =
        [
            .. verdicts.OrderByDescending(v => v.ClaimedBy is not null).ThenByDescending(v => v.Eligible).ThenBy(v => v.Name, StringComparer.Ordinal)
                .Take(Most)
                .OrderBy(v => v.Name, StringComparer.Ordinal)
                .Select(Describe),
        ];
        return found.Length > 0 ? found : null;
    }

    private static NodeDevice Describe(DeviceVerdict verdict) => new()
    {
        Name = $"/dev/{verdict.Name}",
        ById = verdict.ById.Count > 0 ? [.. verdict.ById.Take(MostNames)] : null,
        SizeBytes = verdict.SizeBytes,
        Size = new Quantity(verdict.SizeBytes).ToString(),
        Model = verdict.Model,
        Serial = verdict.Serial,
        Rotational = verdict.Rotational,
        ReadOnly = verdict.ReadOnly,
        Eligible = verdict.Eligible,
        Reason = verdict.Reason,
        Message = verdict.Message,
        ClaimedBy = verdict.ClaimedBy,
    };
}
