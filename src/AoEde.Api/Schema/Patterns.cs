namespace AoEde.Api.Schema;

/// <summary>
/// Regular expressions in the dialect that an API server understands (RE2), so that a generated CRD and this assembly say the same.
/// </summary>
public static class Patterns
{
    /// <summary>RFC 1123 subdomain: names of nodes and objects.</summary>
    public const string DnsSubdomain = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /// <summary>RFC 1123 label: names of networks and namespaces.</summary>
    public const string DnsLabel = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /// <summary>A namespace's name, or an asterisk.</summary>
    public const string NamespaceOrAll = @"^(\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$";

    /// <summary>An interface name as Linux allows it (no slash, colon or blank), in which <c>*</c> and <c>?</c> are wildcards.</summary>
    public const string InterfaceGlob = @"^[^/: \x00-\x1f\x7f]+$";

    /// <summary>Zero or more printable ASCII characters.</summary>
    public const string PrintableAscii = @"^[ -~]*$";

    /// <summary>An absolute path none of whose parts is empty, <c>.</c> or <c>..</c>: a later look at it cannot climb out.</summary>
    public const string AbsolutePath = "^(/" + PathPart + ")+$";

    /// <summary>Such a path below <c>/dev</c>.</summary>
    public const string DevicePath = "^/dev(/" + PathPart + ")+$";

    /// <summary>A MAC address in lower case with colons.</summary>
    public const string Mac = @"^([0-9a-f]{2}:){5}[0-9a-f]{2}$";

    /// <summary>A positive whole amount of bytes as a Kubernetes quantity.</summary>
    public const string Quantity = @"^[0-9]+(\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E|[eE][0-9]+)?$";

    /// <summary>A duration in Go's notation, without a sign.</summary>
    public const string Duration = @"^([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$";

    /// <summary>A moment as RFC 3339 writes it, such as <c>2026-11-21T09:00:00.123456Z</c>.</summary>
    public const string Timestamp =
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$";

    /// <summary>A version of an API, with its group unless it is the core's: <c>v1</c>, <c>batch/v1</c>.</summary>
    public const string ApiVersion = @"^([a-z0-9]([-.a-z0-9]*[a-z0-9])?/)?v[0-9]+((alpha|beta)[0-9]+)?$";

    /// <summary>Any text on one line: no control characters.</summary>
    public const string OneLine = @"^[^\x00-\x1f\x7f]*$";

    private const string PathPart = @"([^./\x00-\x1f\x7f]|\.[^./\x00-\x1f\x7f]|\.\.[^/\x00-\x1f\x7f])[^/\x00-\x1f\x7f]*";
}
