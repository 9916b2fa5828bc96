using AoEde.Protocol;

namespace AoEde.Engine.Tests.Probe;

/// <summary>A request as it went out.</summary>
internal sealed record SentFrame(int Milliseconds, AoeCommand Command, AoeAddress Address, MacAddress Destination, uint Tag);
