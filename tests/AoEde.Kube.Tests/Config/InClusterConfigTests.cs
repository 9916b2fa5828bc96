using AoEde.Kube.Config;

namespace AoEde.Kube.Tests.Config;

public sealed class InClusterConfigTests : IDisposable
{
    private readonly ConfigFiles _files = new();

    public InClusterConfigTests()
    {
        _files.Write("token", "t");
        _files.Write("ca.crt", "");
        _files.Variables["KUBERNETES_SERVICE_HOST"] = "10.96.0.1";
        _files.Variables["KUBERNETES_SERVICE_PORT"] = "443";
    }

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("10.96.0.1", "443", "https://10.96.0.1/")]
    [InlineData("10.96.0.1", "6443", "https://10.96.0.1:6443/")]
    [InlineData("fd00::1", "6443", "https://[fd00::1]:6443/")]
    [InlineData("[fd00::1]", "6443", "https://[fd00::1]:6443/")]
    [InlineData("kubernetes.default.svc", "443", "https://kubernetes.default.svc/")]
    public void Host_OfAnyKind_BecomesAnAddress(string host, string port, string address)
    {
        _files.Variables["KUBERNETES_SERVICE_HOST"] = host;
        _files.Variables["KUBERNETES_SERVICE_PORT"] = port;

        Find()!.Host.AbsoluteUri.ShouldBe(address);
    }

    [Fact]
    public void Account_WithANamespace_HasIt()
    {
        _files.Write("namespace", "storage\n");

        Find()!.Namespace.ShouldBe("storage");
    }

    [Fact]
    public void Account_OfAPod_UsesFilesThatAreReadAgainAndNoProxy()
    {
        var found = Find()!;

        found.Credentials.TokenFile.ShouldBe(_files.Folder + "/token");
        found.CertificateAuthority!.Path.ShouldBe(_files.Folder + "/ca.crt");
        found.UseEnvironmentProxy.ShouldBeFalse();
    }

    [Theory]
    [InlineData("token")]
    [InlineData("ca.crt")]
    public void File_Missing_MeansNoPod(string file)
    {
        File.Delete(Path.Combine(_files.Folder, file));

        Find().ShouldBeNull();
    }

    [Theory]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    [InlineData("KUBERNETES_SERVICE_PORT")]
    public void Variable_Missing_MeansNoPod(string variable)
    {
        _files.Variables.Remove(variable);

        Find().ShouldBeNull();
    }

    private Kube.Client.KubernetesClientConfiguration? Find() => InClusterConfig.Find(_files.Variables.GetValueOrDefault, _files.Folder);
}
