using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AoEde.Kube.Auth;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Client.Transport;

/// <summary>
/// Whether the server is the one that was meant: its certificate leads to the roots given, or to the machine's when none are, and has the
/// name. Roots in a file are read again, since a cluster's authority is replaced now and then.
/// </summary>
internal sealed class ServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly Func<string>? _roots;
    private readonly bool _blind;

    /// <summary>Takes the roots of a configuration.</summary>
    public ServerTrust(KubernetesClientConfiguration configuration, TimeProvider time, ILogger logger)
    {
        _blind = configuration.SkipTlsVerify;
        _roots = configuration.CertificateAuthority is { } authority ? CredentialSources.Reader(authority, time, logger) : null;
        if (_blind)
            AuthLog.Insecure(logger, configuration.Host);
    }

    /// <summary>Why the last certificate that was refused was refused.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>Judges a certificate. A wrong name is never forgiven.</summary>
    public bool Judge(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        LastRefusal = _blind ? null : Refusal(certificate as X509Certificate2, presented, errors);
        return LastRefusal is null;
    }

    private string? Refusal(X509Certificate2? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (certificate is null)
            return "the server shows no certificate; is this its https port?";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"the server's certificate is for {Names(certificate)}; use one of these names, or set tls-server-name to one";
        if (_roots is null)
            return errors == SslPolicyErrors.None ? null : $"the server's certificate is not trusted: {Complaints(presented)}; give certificate-authority";
        try
        {
            return Trace(certificate, presented, _roots());
        }
        catch (Exception slip) when (slip is CryptographicException or Config.KubeConfigException)
        {
            return $"the certificate authority cannot be used: {slip.Message}";
        }
    }

    private static string? Trace(X509Certificate2 certificate, X509Chain? presented, string pem)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (presented is not null)
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        return chain.Build(certificate) || EndsAtAnIntermediate(chain, roots)
            ? null
            : $"the server's certificate does not lead to the certificate authority given: {Complaints(chain)}; is this the right cluster?";
    }

    /// <summary>As kubectl: what stands in the bundle is trusted, also when somebody above signed it.</summary>
    private static bool EndsAtAnIntermediate(X509Chain chain, X509Certificate2Collection roots) =>
        chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.PartialChain)
        && chain.ChainElements.Count > 0 && roots.Any(root => root.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));

    private static string Complaints(X509Chain? chain) =>
        chain is null ? "no chain" : string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct());

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToList();
        return names.Count == 0 ? "no name" : string.Join(", ", names);
    }
}
