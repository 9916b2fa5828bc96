using System.Net;

namespace AoEde.Kube.Client.Transport;

/// <summary>
/// The proxy that <c>HTTPS_PROXY</c> or <c>HTTP_PROXY</c> names (also in lower case), except for the hosts of <c>NO_PROXY</c>: names with those
/// below them, addresses, networks such as <c>10.0.0.0/8</c>, each perhaps with a port, or <c>*</c>. This machine is never behind a proxy.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _secure;
    private readonly Uri? _plain;
    private readonly string[] _except;

    /// <summary>Reads the variables.</summary>
    public EnvironmentProxy(Func<string, string?> environment)
        : this(
            Address(Variable(environment, "HTTPS_PROXY")),
            Address(Variable(environment, "HTTP_PROXY")),
            Variable(environment, "NO_PROXY") ?? "")
    {
    }

    private EnvironmentProxy(Uri? secure, Uri? plain, string except)
    {
        _secure = secure;
        _plain = plain;
        _except = except.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; } = new UserInfo();

    /// <summary>A proxy for everything.</summary>
    public static EnvironmentProxy Always(Uri proxy) => new(proxy, proxy, "") { All = true };

    private bool All { get; init; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : destination.Scheme == Uri.UriSchemeHttps ? _secure : _plain;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) =>
        !All && ((host.Scheme == Uri.UriSchemeHttps ? _secure : _plain) is null || host.IsLoopback || _except.Any(entry => Names(entry, host)));

    private static string? Variable(Func<string, string?> environment, string name) =>
        environment(name) is { Length: > 0 } value ? value : environment(name.ToLowerInvariant());

    private static bool Names(string entry, Uri host)
    {
        if (entry == "*")
            return true;
        var name = host.DnsSafeHost.TrimEnd('.');
        if (IPAddress.TryParse(name, out var address) && IPNetwork.TryParse(entry, out var network) && network.Contains(address))
            return true;
        var colon = entry.LastIndexOf(':');
        if (colon > 0 && int.TryParse(entry.AsSpan(colon + 1), out var port) && (entry[0] == '[' || entry.IndexOf(':') == colon))
            return port == host.Port && Names(entry[..colon], host);
        entry = entry.Trim('[', ']');
        return address is not null
            ? IPAddress.TryParse(entry, out var same) && same.Equals(address)
            : name.Equals(entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase) || Below(name, entry);
    }

    private static bool Below(string name, string entry) =>
        name.EndsWith("." + entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase);

    private static Uri? Address(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var address) ? address
        : throw new Config.KubeConfigException($"the proxy of the environment is not an address such as http://host:3128: '{text}'");

    /// <summary>Name and password as they stand in the proxy's address.</summary>
    private sealed class UserInfo : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType)
        {
            var parts = uri.UserInfo.Split(':', 2);
            return parts[0].Length == 0 ? null : new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }
    }
}
