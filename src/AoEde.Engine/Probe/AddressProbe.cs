using AoEde.Protocol;

namespace AoEde.Engine.Probe;

/// <summary>
/// Asks an interface's segment who answers at some addresses, and who that is. It reads nothing else and changes nothing. A
/// target that masks our MAC address does not answer, and that cannot be told from nobody being there.
/// </summary>
public static class AddressProbe
{
    /// <summary>Probes an interface given by name, blocking until both rounds are over.</summary>
    /// <param name="interfaceName">The interface.</param>
    /// <param name="wanted">What to ask for; one wildcard address asks for everyone.</param>
    /// <param name="times">How long to listen.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Who answered, ordered by address and then by MAC address.</returns>
    /// <exception cref="ProbeException">There is no such interface, or it is down.</exception>
    /// <exception cref="Native.NativeException">It went down meanwhile, or the process may not open packet sockets.</exception>
    public static IReadOnlyList<ProbeAnswer> Ask(
        string interfaceName, IReadOnlyCollection<AoeAddress> wanted, ProbeTimes times, TimeProvider time)
    {
        using var wire = InterfaceWire.Open(interfaceName);
        return WireProbe.Run(wire, wanted, times, time);
    }

    /// <summary>Probes an interface that is known already, blocking until both rounds are over.</summary>
    /// <param name="interfaceIndex">The interface, as <see cref="Native.Netlink.LinkInfo.Index"/>.</param>
    /// <param name="interfaceName">Its name, for the answers.</param>
    /// <param name="own">Its MAC address.</param>
    /// <param name="wanted">What to ask for; one wildcard address asks for everyone.</param>
    /// <param name="times">How long to listen.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Who answered, ordered by address and then by MAC address.</returns>
    /// <exception cref="Native.NativeException">It is gone or down, or the process may not open packet sockets.</exception>
    public static IReadOnlyList<ProbeAnswer> Ask(
        int interfaceIndex,
        string interfaceName,
        MacAddress own,
        IReadOnlyCollection<AoeAddress> wanted,
        ProbeTimes times,
        TimeProvider time)
    {
        using var wire = new InterfaceWire(interfaceIndex, interfaceName, own);
        return WireProbe.Run(wire, wanted, times, time);
    }
}
