using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>Who may do I/O with a target. MAC addresses can be forged: this separates hosts, it does not authenticate them.</summary>
public sealed record InitiatorsSpec
{
    /// <summary><c>Any</c> (default): every station on the segment. <c>List</c>: those in <see cref="Macs"/> (rule T4).</summary>
    [Default(InitiatorMode.Any), OneOf(InitiatorMode.Any, InitiatorMode.List)]
    public string Mode { get; set => field = value ?? InitiatorMode.Any; } = InitiatorMode.Any;

    /// <summary>Allowed MAC addresses, at most 255, lower case with colons. Given exactly when the mode is <c>List</c> (T4).</summary>
    [Items(0, 255), MacFormat]
    public IReadOnlyList<string> Macs { get; set => field = value ?? []; } = [];

    /// <summary><c>Honor</c> (default): the AoE reserve and release commands work. <c>Deny</c>: they are answered with an error.</summary>
    [Default(ReservationPolicy.Honor), OneOf(ReservationPolicy.Honor, ReservationPolicy.Deny)]
    public string Reservations { get; set => field = value ?? ReservationPolicy.Honor; } = ReservationPolicy.Honor;
}
