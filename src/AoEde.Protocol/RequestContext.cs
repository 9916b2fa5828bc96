namespace AoEde.Protocol;

/// <summary>Where a request goes and what it is called.</summary>
/// <param name="Destination">The target's interface, or <see cref="MacAddress.Broadcast"/>.</param>
/// <param name="Source">The sending interface.</param>
/// <param name="Address">The shelf and slot asked for; may be a wildcard.</param>
/// <param name="Tag">The tag the answer will carry.</param>
public readonly record struct RequestContext(MacAddress Destination, MacAddress Source, AoeAddress Address, uint Tag);
