using System.Security.Cryptography;
using AoEde.Kube.Auth;
using AoEde.Kube.Client;
using AoEde.Kube.Config;
using AoEde.Kube.Models;
using AoEde.Kube.Tests.Auth;
using AoEde.Testing.Files;
using Microsoft.AspNetCore.Http;

namespace AoEde.Kube.Tests.Client;

public sealed class TlsTests : IDisposable
{
    private readonly TestPki _pki = new();
    private readonly TestPki _other = new();

    public void Dispose()
    {
        _pki.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Authority_Right_IsTrustedOverHttp2()
    {
        await using var server = await ServerAsync("127.0.0.1");

        (await AskAsync(server, _pki.AuthorityPem)).ShouldBe("HTTP/2 anonymous 127.0.0.1");
    }

    [Fact]
    public async Task Authority_OneOfSeveral_IsTrusted()
    {
        await using var server = await ServerAsync("127.0.0.1");

        await AskAsync(server, _other.AuthorityPem + "\n" + _pki.AuthorityPem);
    }

    [Fact]
    public async Task Authority_OnlyOneBetween_IsTrustedAsKubectlDoes()
    {
        using var between = new TestPki(_pki);
        await using var server = await TestServer.StartAsync(Describe, between.Issue("server", null, "127.0.0.1"));

        await AskAsync(server, between.AuthorityPem);
    }

    [Fact]
    public async Task Authority_Wrong_IsRefusedWithoutAnotherTry()
    {
        await using var server = await ServerAsync("127.0.0.1");

        var refusal = await Should.ThrowAsync<HttpRequestException>(AskAsync(server, _other.AuthorityPem));

        refusal.Message.ShouldContain("does not lead to the certificate authority given");
        server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Authority_OfTheMachine_DoesNotKnowATestServer()
    {
        await using var server = await ServerAsync("127.0.0.1");

        (await Should.ThrowAsync<HttpRequestException>(AskAsync(server, null))).Message.ShouldContain("give certificate-authority");
    }

    [Fact]
    public async Task Name_Wrong_IsRefusedWithTheNamesThereAre()
    {
        await using var server = await ServerAsync("api.example", "10.0.0.1");

        (await Should.ThrowAsync<HttpRequestException>(AskAsync(server, _pki.AuthorityPem))).Message.ShouldContain("is for api.example, 10.0.0.1;");
    }

    [Fact]
    public async Task TlsServerName_OfTheCertificate_IsTheNameThatCounts()
    {
        await using var server = await ServerAsync("api.example");

        await AskAsync(server, _pki.AuthorityPem, configuration => configuration with { TlsServerName = "api.example" });
    }

    [Fact]
    public async Task AuthorityFile_Replaced_IsReadAgain()
    {
        using var folder = new TempFolder();
        var time = new ManualTime();
        await using var server = await ServerAsync("127.0.0.1");
        using var client = server.Client(
            configuration => Secure(configuration) with { CertificateAuthority = PemSource.FromFile(folder.Write("ca.crt", _other.AuthorityPem)) }, time);
        await Should.ThrowAsync<HttpRequestException>(client.GetAsync<V1Node>("a"));
        folder.Write("ca.crt", _pki.AuthorityPem);
        time.Advance(RereadFile.Age);

        (await client.GetAsync<V1Node>("a")).ShouldNotBeNull();
    }

    [Fact]
    public async Task ClientCertificate_ReplacedOnDisk_IsShownByTheNextRequest()
    {
        using var folder = new TempFolder();
        var time = new ManualTime();
        WritePair(folder, "one");
        await using var server = await ServerAsync("127.0.0.1");
        using var client = server.Client(
            configuration => configuration with
            {
                Credentials = new()
                {
                    ClientCertificate = PemSource.FromFile(folder["tls.crt"]),
                    ClientKey = PemSource.FromFile(folder["tls.key"]),
                },
            },
            time);

        (await client.GetAsync<V1Node>("a"))!.Metadata.Name.ShouldBe("HTTP/2 CN=one 127.0.0.1");
        WritePair(folder, "two");
        time.Advance(RereadFile.Age);
        (await client.GetAsync<V1Node>("a"))!.Metadata.Name.ShouldBe("HTTP/2 CN=two 127.0.0.1");
    }

    private static KubernetesClientConfiguration Secure(KubernetesClientConfiguration configuration) => configuration with { SkipTlsVerify = false };

    private static async Task<string?> AskAsync(
        TestServer server, string? authority, Func<KubernetesClientConfiguration, KubernetesClientConfiguration>? change = null)
    {
        using var client = server.Client(configuration =>
        {
            configuration = Secure(configuration) with { CertificateAuthority = authority is null ? null : PemSource.FromText(authority) };
            return change?.Invoke(configuration) ?? configuration;
        });
        return (await client.GetAsync<V1Node>("a"))?.Metadata.Name;
    }

    private static Task Describe(HttpContext context)
    {
        var who = context.Connection.ClientCertificate?.Subject ?? "anonymous";
        return context.Response.WriteAsync($$$"""{"metadata":{"name":"{{{context.Request.Protocol}}} {{{who}}} {{{context.Request.Host.Host}}}"}}""");
    }

    private Task<TestServer> ServerAsync(params string[] hosts) => TestServer.StartAsync(Describe, _pki.Issue("server", null, hosts));

    private void WritePair(TempFolder folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        folder.Write("tls.crt", _pki.Issue(name, key).ExportCertificatePem());
        folder.Write("tls.key", key.ExportPkcs8PrivateKeyPem());
    }
}
