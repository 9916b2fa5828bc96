using System.Text;
using AoEde.Kube.Config;

namespace AoEde.Kube.Tests.Config;

public sealed class KubeConfigUserTests : IDisposable
{
    private readonly ConfigFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void TokenOfDigits_InPlainYaml_StaysText() => _files.User("token: 0012").Token.ShouldBe("0012");

    [Fact]
    public void Pem_InlineAndInAFile_IsTheInlineOne()
    {
        var user = _files.User($"client-certificate: file, client-certificate-data: {Base64("inline")}, client-key: /abs/key");

        user.ClientCertificate!.Text.ShouldBe("inline");
        user.ClientKey!.Path.ShouldBe("/abs/key");
    }

    [Fact]
    public void Path_Relative_StartsAtTheFilesFolder() =>
        _files.User("client-certificate: c.pem, client-key: ../k.pem").ClientCertificate!.Path.ShouldBe(_files.Folder + "/c.pem");

    [Fact]
    public void Impersonation_WithEverything_IsTaken()
    {
        var whom = _files.User("token: t, as: jane, as-uid: '7', as-groups: [a, b], as-user-extra: {example.org/why: [x, y]}").Impersonate!;

        whom.User.ShouldBe("jane");
        whom.Uid.ShouldBe("7");
        whom.Groups.ShouldBe(["a", "b"]);
        whom.Extra["example.org/why"].ShouldBe(["x", "y"]);
    }

    [Theory]
    [InlineData("auth-provider: {name: gcp}", "use the provider's exec plugin")]
    [InlineData("username: a, password: b, token: t", "username and token exclude each other")]
    [InlineData("client-key: k", "client-certificate is missing")]
    [InlineData("client-certificate: c", "client-key is missing")]
    [InlineData("client-certificate-data: '!', client-key: k", "client-certificate-data is not base64")]
    [InlineData("as-groups: [a]", "as is missing")]
    [InlineData("token: [a]", "token must be one text")]
    [InlineData("exec: {command: x}", "apiVersion is missing")]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1}", "command is missing")]
    [InlineData("exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}", "update the plugin")]
    [InlineData("exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}", "nobody is here to answer")]
    public void Mistake_OfAUser_IsNamedWithTheRemedy(string fields, string complaint) =>
        Should.Throw<KubeConfigException>(() => _files.User(fields)).Message.ShouldContain(complaint);

    [Theory]
    [InlineData("plugin", "plugin")]
    [InlineData("/usr/bin/plugin", "/usr/bin/plugin")]
    [InlineData("bin/plugin", "{folder}/bin/plugin")]
    [InlineData("./plugin", "{folder}/./plugin")]
    public void ExecCommand_InAllForms_IsFoundAsKubectlFindsIt(string command, string expected) =>
        _files.User($"exec: {{command: {command}, apiVersion: client.authentication.k8s.io/v1}}").Exec!.Command
            .ShouldBe(expected.Replace("{folder}", _files.Folder, StringComparison.Ordinal));

    [Fact]
    public void Cluster_WithAllFields_IsTaken()
    {
        var found = _files.Cluster(
            $"server: 'https://c/path', tls-server-name: other, proxy-url: 'http://p:3128', certificate-authority-data: {Base64("pem")}");

        found.Host.AbsoluteUri.ShouldBe("https://c/path");
        found.TlsServerName.ShouldBe("other");
        found.ProxyUrl!.Port.ShouldBe(3128);
        found.CertificateAuthority!.Text.ShouldBe("pem");
        found.SkipTlsVerify.ShouldBeFalse();
        found.ToString().ShouldNotContain("pem");
    }

    [Fact]
    public void Cluster_Insecure_IsSo() => _files.Cluster("server: 'https://c', insecure-skip-tls-verify: true").SkipTlsVerify.ShouldBeTrue();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
