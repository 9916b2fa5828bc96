using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>One authority that signs everything of a test cluster. EC P-256: a certificate takes less than a millisecond.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(2);
    private readonly DateTimeOffset _from = DateTimeOffset.UtcNow - TimeSpan.FromHours(1);
    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=aoede-test-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _authority = request.CreateSelfSigned(_from, _from + Validity);
    }

    /// <summary>The authority's certificate, without its key.</summary>
    public X509Certificate2 Authority => X509CertificateLoader.LoadCertificate(_authority.RawData);

    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>A certificate for servers at these names and addresses.</summary>
    public X509Certificate2 Server(string name, params string[] alternatives) => Issue($"CN={name}", alternatives);

    /// <summary>A certificate of a user in a group, as Kubernetes reads it.</summary>
    public X509Certificate2 User(string name, string group) => Issue($"O={group}, CN={name}", []);

    /// <summary>A certificate of a node, for its kubelet as a user and as a server.</summary>
    public X509Certificate2 Node(string name, string address) => Issue($"O=system:nodes, CN=system:node:{name}", [name, address, "127.0.0.1"]);

    public void Dispose() => _authority.Dispose();

    private X509Certificate2 Issue(string subject, string[] alternatives)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        if (alternatives.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var alternative in alternatives)
            {
                if (IPAddress.TryParse(alternative, out var address))
                    names.AddIpAddress(address);
                else
                    names.AddDnsName(alternative);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        using var signed = request.Create(_authority, _from, _from + Validity, RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }
}
