using System.Text;
using AoEde.Kube.Client;
using AoEde.Kube.Config;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Auth;

/// <summary>Finds the source for what a configuration says of who asks.</summary>
internal static class CredentialSources
{
    /// <summary>Finds it.</summary>
    public static ICredentialSource Of(KubernetesClientConfiguration configuration, TimeProvider time, ILogger logger)
    {
        var user = configuration.Credentials;
        var header = Header(user, time, logger);
        var certificate = Certificate(user, configuration.Origin, time, logger);
        return (certificate, header) switch
        {
            (null, null) => new FixedCredentials(Credential.None),
            (null, { } only) => only,
            ({ } only, null) => only,
            _ => new JoinedCredentials(certificate, header),
        };
    }

    private static ICredentialSource? Header(UserCredentials user, TimeProvider time, ILogger logger)
    {
        if (user.TokenFile is { } path)
            return new TokenFileCredentials(new RereadFile(path, time, logger), user.Token);
        if (user.Token is { } token)
            return new FixedCredentials(Credential.Bearer(token));
        if (user.UserName is { } name)
            return new FixedCredentials(new(new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user.Password}"))), null));
        return user.Exec is { } exec ? new ExecCredentials(exec, time, logger) : null;
    }

    private static CertificateCredentials? Certificate(UserCredentials user, string origin, TimeProvider time, ILogger logger) =>
        user is { ClientCertificate: { } certificate, ClientKey: { } key }
            ? new(Reader(certificate, time, logger), Reader(key, time, logger), certificate.Path ?? origin, logger)
            : null;

    /// <summary>Reads PEM, given or from a file.</summary>
    internal static Func<string> Reader(PemSource source, TimeProvider time, ILogger logger)
    {
        if (source.Text is { } text)
            return () => text;
        return new RereadFile(source.Path!, time, logger).Read;
    }
}
