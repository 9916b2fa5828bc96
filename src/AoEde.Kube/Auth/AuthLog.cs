using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Auth;

/// <summary>What there is to say about credentials.</summary>
internal static partial class AuthLog
{
    [LoggerMessage(5020, LogLevel.Warning, "{What}: still using what was read before: {Message}")]
    public static partial void StillOld(ILogger logger, string what, string message);

    [LoggerMessage(5021, LogLevel.Information, "{What}: took up a new client certificate, valid until {NotAfter:u}")]
    public static partial void CertificateTaken(ILogger logger, string what, DateTime notAfter);

    [LoggerMessage(5022, LogLevel.Debug, "{Command}: gave new credentials, valid until {Expires}")]
    public static partial void ExecRan(ILogger logger, string command, DateTimeOffset? expires);

    [LoggerMessage(5023, LogLevel.Information, "{Command}: {Line}")]
    public static partial void ExecSaid(ILogger logger, string command, string line);

    [LoggerMessage(5024, LogLevel.Warning, "{Host}: insecure-skip-tls-verify is set: whoever sits on the way can read and change everything; give certificate-authority instead")]
    public static partial void Insecure(ILogger logger, Uri host);
}
