using AoEde.Kube.Client.Transport;

namespace AoEde.Kube.Tests.Config;

public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("", "https://c.example:6443", true)]
    [InlineData("example", "https://c.example", false)]
    [InlineData(".example", "https://c.example", false)]
    [InlineData("c.example", "https://c.example", false)]
    [InlineData("C.Example", "https://c.example", false)]
    [InlineData("xample", "https://c.example", true)]
    [InlineData("c.example:6443", "https://c.example:6443", false)]
    [InlineData("c.example:6443", "https://c.example", true)]
    [InlineData("a, b ,10.0.0.0/8", "https://10.96.0.1", false)]
    [InlineData("10.0.0.0/8", "https://11.0.0.1", true)]
    [InlineData("10.0.0.0/8", "https://ten.example", true)]
    [InlineData("10.96.0.1", "https://10.96.0.1", false)]
    [InlineData("0.96.0.1", "https://10.96.0.1", true)]
    [InlineData("fd00::/8", "https://[fd00::1]:6443", false)]
    [InlineData("fd00::1", "https://[fd00::1]:6443", false)]
    [InlineData("[fd00::1]:6443", "https://[fd00::1]:6443", false)]
    [InlineData("[fd00::1]:6443", "https://[fd00::1]", true)]
    [InlineData("*", "https://c.example", false)]
    [InlineData("", "https://127.0.0.1:6443", false)]
    [InlineData("", "https://localhost:6443", false)]
    [InlineData("", "http://c.example", false)]
    public void Host_WithSomeExceptions_IsBehindTheProxyOrNot(string except, string host, bool proxied)
    {
        var proxy = Of(("HTTPS_PROXY", "http://p:3128"), ("NO_PROXY", except));

        proxy.GetProxy(new Uri(host)).ShouldBe(proxied ? new Uri("http://p:3128") : null);
    }

    [Fact]
    public void Variable_InLowerCase_CountsToo() =>
        Of(("https_proxy", "p:3128")).GetProxy(new Uri("https://c")).ShouldBe(new Uri("http://p:3128"));

    [Fact]
    public void Proxy_WithNameAndPassword_GivesThem()
    {
        var proxy = Of(("HTTPS_PROXY", "http://me:p%40ss@p:3128"));

        var credential = proxy.Credentials!.GetCredential(proxy.GetProxy(new Uri("https://c"))!, "Basic")!;

        (credential.UserName, credential.Password).ShouldBe(("me", "p@ss"));
    }

    private static EnvironmentProxy Of(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal).GetValueOrDefault);
}
