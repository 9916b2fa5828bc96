using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AoEde.Kube.Tests.Auth;

/// <summary>An authority, perhaps one between, and certificates of either.</summary>
internal sealed class TestPki : IDisposable
{
    private readonly List<X509Certificate2> _made = [];

    public TestPki(TestPki? above = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=authority {Guid.NewGuid():N}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Authority = above is null ? request.CreateSelfSigned(From, Until) : above.Sign(request, key);
    }

    public X509Certificate2 Authority { get; }

    public string AuthorityPem => Authority.ExportCertificatePem();

    private static DateTimeOffset From { get; } = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);

    private static DateTimeOffset Until => From + TimeSpan.FromDays(1);

    /// <summary>A certificate for a user, or for a server at some names.</summary>
    public X509Certificate2 Issue(string name, AsymmetricAlgorithm? own = null, params string[] hosts)
    {
        using var made = own is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var key = own ?? made!;
        var request = key is RSA rsa
            ? new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={name}", (ECDsa)key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        if (hosts.Length > 0)
            request.CertificateExtensions.Add(names.Build());
        return Sign(request, key);
    }

    public void Dispose()
    {
        Authority.Dispose();
        _made.ForEach(certificate => certificate.Dispose());
    }

    private X509Certificate2 Sign(CertificateRequest request, AsymmetricAlgorithm key)
    {
        var generator = X509SignatureGenerator.CreateForECDsa(Authority.GetECDsaPrivateKey()!);
        var signed = request.Create(Authority.SubjectName, generator, From, Until.AddSeconds(-1), RandomNumberGenerator.GetBytes(16));
        var whole = key is RSA rsa ? signed.CopyWithPrivateKey(rsa) : signed.CopyWithPrivateKey((ECDsa)key);
        _made.Add(whole);
        return whole;
    }
}
