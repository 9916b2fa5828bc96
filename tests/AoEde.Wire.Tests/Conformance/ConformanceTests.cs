using AoEde.Protocol;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>
/// Black-box cases of the wire, by the numbers of the conformance list: a request is sent as bytes and every byte of what
/// comes back is judged. Each case leaves the target as it found it or lets the next one find out; their order is free.
/// </summary>
[Collection(ConformanceCollection.Name)]
public abstract class ConformanceTests(Subjects subjects)
{
    /// <summary>Stations that exist only as addresses.</summary>
    protected static MacAddress Station(int number) => new(0x0200_0000_A000UL + (ulong)number);

    /// <summary>The running target of this setup, in its first state.</summary>
    protected Subject Target(int mtu, string engine) => subjects.Get(mtu, engine);
}
