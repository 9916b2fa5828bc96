using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AoEde.Kube.Telemetry;

/// <summary>
/// Where probes and metrics are answered: <c>127.0.0.1:8080</c>, <c>[::1]:8080</c>, <c>:8080</c> (every address) or <c>unix:/run/x.sock</c>.
/// Brackets may be missing, as in a pod's template, where nothing can add them: what stands behind the last colon is the port.
/// </summary>
public static class ListenAddress
{
    private const string UnixPrefix = "unix:";

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">An <see cref="IPEndPoint"/> or a <see cref="UnixDomainSocketEndPoint"/>.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(string? text, out EndPoint? address)
    {
        address = null;
        if (string.IsNullOrEmpty(text))
            return false;
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            string path = text[UnixPrefix.Length..];
            address = Path.IsPathRooted(path) ? new UnixDomainSocketEndPoint(path) : null;
            return address is not null;
        }

        int colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return false;
        string host = text[..colon];
        bool bracketed = host is ['[', .., ']'];
        if (host.Length == 0)
            address = new IPEndPoint(IPAddress.IPv6Any, port);
        else if (IPAddress.TryParse(bracketed ? host[1..^1] : host, out var ip) && (!bracketed || ip.AddressFamily == AddressFamily.InterNetworkV6))
            address = new IPEndPoint(ip, port);
        return address is not null;
    }
}
