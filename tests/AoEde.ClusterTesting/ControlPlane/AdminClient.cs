using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>Makes HTTP clients that trust the cluster's authority, and only it.</summary>
internal static class AdminClient
{
    public static HttpClient Create(Uri server, Certificates certificates, X509Certificate2? user)
    {
        var handler = Handler(certificates, user);
        return new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
    }

    public static SocketsHttpHandler Handler(Certificates certificates, X509Certificate2? user) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { certificates.Authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
            ClientCertificates = user is null ? null : new X509Certificate2Collection(user),
        },
    };
}
