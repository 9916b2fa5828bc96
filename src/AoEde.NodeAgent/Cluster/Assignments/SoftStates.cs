using AoEde.Api;
using AoEde.Engine;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>What initiators changed about a target, between the engine's words and the API's.</summary>
internal static class SoftStates
{
    /// <summary>From the engine to the status.</summary>
    public static TargetSoftState? ToApi(SoftStateCopy? copy) => copy is null ? null : new TargetSoftState
    {
        ConfigString = copy.ConfigString.Length == 0 ? null : Convert.ToBase64String(copy.ConfigString.Span),
        Mask = Macs(copy.Mask),
        Reservation = Macs(copy.Reservation),
    };

    /// <summary>From the status to the engine.</summary>
    /// <exception cref="FormatException">It holds something that no agent writes.</exception>
    public static SoftStateCopy ToEngine(TargetSoftState soft)
    {
        var copy = new SoftStateCopy
        {
            ConfigString = Convert.FromBase64String(soft.ConfigString ?? ""),
            Mask = [.. (soft.Mask ?? []).Select(MacAddress.Parse)],
            Reservation = [.. (soft.Reservation ?? []).Select(MacAddress.Parse)],
        };
        return copy.ConfigString.Length <= AoeWire.MaximumConfigLength && copy.Mask.Count <= AoeWire.MaximumListCount && copy.Reservation.Count <= AoeWire.MaximumListCount
            ? copy
            : throw new FormatException("the config string or a list is too long");
    }

    private static string[]? Macs(IReadOnlyList<MacAddress> macs) => macs.Count == 0 ? null : [.. macs.Select(mac => mac.ToString())];
}
