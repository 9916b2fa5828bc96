namespace AoEde.Api.Choices;

/// <summary>Values of <c>initiators.reservations</c>.</summary>
public static class ReservationPolicy
{
    /// <summary>Reserve and release commands work.</summary>
    public const string Honor = "Honor";

    /// <summary>They are answered with an error.</summary>
    public const string Deny = "Deny";
}
