using System.Security.Cryptography;
using AoEde.Kube.Auth;
using AoEde.Kube.Config;
using AoEde.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Auth;

public sealed class CertificateCredentialsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly TestPki _pki = new();

    public void Dispose()
    {
        _folder.Dispose();
        _pki.Dispose();
    }

    [Theory]
    [InlineData("pkcs8-ec")]
    [InlineData("sec1")]
    [InlineData("pkcs8-rsa")]
    [InlineData("pkcs1")]
    public async Task Key_InAnyUsualForm_IsRead(string form)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var isRsa = form is "pkcs8-rsa" or "pkcs1";
        var certificate = _pki.Issue("me", isRsa ? rsa : ec);
        var key = form switch
        {
            "pkcs8-ec" => ec.ExportPkcs8PrivateKeyPem(),
            "sec1" => ec.ExportECPrivateKeyPem(),
            "pkcs8-rsa" => rsa.ExportPkcs8PrivateKeyPem(),
            _ => rsa.ExportRSAPrivateKeyPem(),
        };

        var found = (await Source(certificate.ExportCertificatePem(), key).GetAsync(default)).Certificate!;

        found.Leaf.HasPrivateKey.ShouldBeTrue();
        found.Leaf.Subject.ShouldBe("CN=me");
    }

    [Fact]
    public async Task Certificate_FollowedByOnesAboveIt_TakesThemAlong()
    {
        var (certificate, key) = Pair("me");

        var found = (await Source(certificate + "\n" + _pki.AuthorityPem, key).GetAsync(default)).Certificate!;

        found.Above.Single().Subject.ShouldBe(_pki.Authority.Subject);
    }

    [Fact]
    public async Task Certificate_Unchanged_IsTheSameInstance()
    {
        var (certificate, key) = Pair("me");
        var source = Source(certificate, key);
        var first = (await source.GetAsync(default)).Certificate;
        _time.Advance(TimeSpan.FromMinutes(2));

        (await source.GetAsync(default)).Certificate.ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Files_ReplacedOneAfterTheOther_AreTakenUpWhenTheyMatch()
    {
        var (certificate, key) = Pair("old");
        var source = Source(certificate, key);
        (await SubjectAsync(source)).ShouldBe("CN=old");
        var (newCertificate, newKey) = Pair("new");

        _folder.Write("tls.crt", newCertificate);
        _time.Advance(RereadFile.Age);
        (await SubjectAsync(source)).ShouldBe("CN=old");

        _folder.Write("tls.key", newKey);
        _time.Advance(RereadFile.Age);
        (await SubjectAsync(source)).ShouldBe("CN=new");
    }

    [Fact]
    public async Task Key_OfAnotherCertificate_IsRefused()
    {
        var source = Source(Pair("a").Certificate, Pair("b").Key);

        (await Should.ThrowAsync<KubeConfigException>(async () => await source.GetAsync(default))).Message.ShouldContain("tls.crt");
    }

    private static async Task<string> SubjectAsync(CertificateCredentials source) => (await source.GetAsync(default)).Certificate!.Leaf.Subject;

    private (string Certificate, string Key) Pair(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (_pki.Issue(name, key).ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private CertificateCredentials Source(string certificate, string key) => new(
        new RereadFile(_folder.Write("tls.crt", certificate), _time, NullLogger.Instance).Read,
        new RereadFile(_folder.Write("tls.key", key), _time, NullLogger.Instance).Read,
        _folder["tls.crt"],
        NullLogger.Instance);
}
