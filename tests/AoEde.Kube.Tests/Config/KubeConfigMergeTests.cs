using AoEde.Kube.Config;

namespace AoEde.Kube.Tests.Config;

public sealed class KubeConfigMergeTests : IDisposable
{
    private readonly ConfigFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void ThingsOfOneName_InTwoFiles_AreTheFirstOnesAndWhole()
    {
        var first = _files.Write("a", "users: [{name: u, user: {username: first, password: p}}]");
        var second = _files.Write("b", ConfigFiles.Plain);

        var user = Merge(first, second).Credentials;

        user.UserName.ShouldBe("first");
        user.Token.ShouldBeNull();
    }

    [Fact]
    public void CurrentContext_EmptyInTheFirstFile_IsTheSecondOnes() =>
        Merge(_files.Write("a", "current-context: ''"), _files.Write("b", ConfigFiles.Plain)).Namespace.ShouldBe("n");

    [Fact]
    public void CurrentContext_InBothFiles_IsTheFirstOnes()
    {
        var first = _files.Write("a", "current-context: y\ncontexts: [{name: y, context: {cluster: c, user: u, namespace: of-y}}]");

        Merge(first, _files.Write("b", ConfigFiles.Plain)).Namespace.ShouldBe("of-y");
    }

    [Fact]
    public void RelativePath_InTheSecondFile_StartsAtItsFolder()
    {
        var first = _files.Write("a", "current-context: x");
        var second = _files.Write("sub/b", ConfigFiles.Plain.Replace("token: secret", "tokenFile: keys/token", StringComparison.Ordinal));

        Merge(first, second).Credentials.TokenFile.ShouldBe(_files.Folder + "/sub/keys/token");
    }

    [Fact]
    public void Context_Named_GoesBeforeTheCurrentOne()
    {
        var file = _files.Write("a", ConfigFiles.Plain.Replace(
            "contexts: [", "contexts: [{name: other, context: {cluster: c, namespace: of-other}}, ", StringComparison.Ordinal));

        var found = _files.Find(file, "other");

        found.Namespace.ShouldBe("of-other");
        found.Credentials.Token.ShouldBeNull();
    }

    [Theory]
    [InlineData("current-context: x", "current-context: nowhere", "there is no context 'nowhere'; there is x")]
    [InlineData("current-context: x", "", "there is no current-context")]
    [InlineData("cluster: c,", "cluster: d,", "there is no cluster 'd'; there is c")]
    [InlineData("user: u,", "user: v,", "there is no user 'v'; there is u")]
    [InlineData("cluster: c,", "", "'x': cluster is missing")]
    [InlineData("server: \"https://c.example:6443\"", "", "'c': server is missing")]
    [InlineData("https://c.example", "c.example", "'c': server is not an address")]
    [InlineData("https://c.example", "ftp://c.example", "'c': server is not an address")]
    [InlineData("clusters: [", "clusters: [[", "not YAML")]
    public void Mistake_InAFile_IsNamed(string right, string wrong, string complaint)
    {
        var file = _files.Write("a", ConfigFiles.Plain.Replace(right, wrong, StringComparison.Ordinal));

        var refusal = Should.Throw<KubeConfigException>(() => _files.Find(file)).Message;

        refusal.ShouldStartWith(file);
        refusal.ShouldContain(complaint);
    }

    [Fact]
    public void Json_InsteadOfYaml_IsReadToo() =>
        _files.Find(_files.Write("a", """
            {"clusters": [{"name": "c", "cluster": {"server": "https://j"}}],
             "contexts": [{"name": "x", "context": {"cluster": "c"}}], "current-context": "x"}
            """)).Host.Host.ShouldBe("j");

    private Kube.Client.KubernetesClientConfiguration Merge(params string[] files)
    {
        _files.Variables["KUBECONFIG"] = string.Join(':', files);
        return _files.Find();
    }
}
