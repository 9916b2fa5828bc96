using System.CommandLine;
using System.Net;
using AoEde.Kube.Telemetry;

namespace AoEde.NodeAgent.Commands;

/// <summary><c>--listen</c>: where probes and metrics are answered.</summary>
internal sealed class ListenOption : Option<EndPoint?>
{
    /// <summary>Describes it.</summary>
    /// <param name="ordinarily">Where, when it is not written; null for nowhere.</param>
    public ListenOption(string? ordinarily)
        : base("--listen")
    {
        HelpName = "ADDRESS";
        Description = "answers /livez, /readyz and /metrics there: IP:PORT, or unix:PATH"
            + (ordinarily is null ? "; without it nowhere" : $" (default: {ordinarily}); empty for nowhere");
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text.Length > 0 && !ListenAddress.TryParse(text, out var address))
                result.AddError($"--listen: '{text}' is no IP:PORT such as 127.0.0.1:8080, and no unix:PATH");
            else if (ListenAddress.TryParse(text, out address))
                return address;
            return null;
        };
        if (ListenAddress.TryParse(ordinarily, out var there))
            DefaultValueFactory = _ => there;
    }
}
