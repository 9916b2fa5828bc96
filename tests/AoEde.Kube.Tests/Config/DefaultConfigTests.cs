using AoEde.Kube.Config;

namespace AoEde.Kube.Tests.Config;

public sealed class DefaultConfigTests : IDisposable
{
    private readonly ConfigFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Nothing_Anywhere_SaysWhatWasLookedForAndWhatToDo()
    {
        var refusal = Should.Throw<KubeConfigException>(() => _files.Find());

        refusal.Message.ShouldContain("$KUBECONFIG is not set");
        refusal.Message.ShouldContain("give --kubeconfig");
    }

    [Fact]
    public void FileGiven_WithAllOthersThere_GoesBefore()
    {
        Everything();

        _files.Find(_files.Write("given", At("given"))).Host.Host.ShouldBe("given");
    }

    [Fact]
    public void Variable_WithoutAFileGiven_GoesBeforeThePod()
    {
        Everything();

        _files.Find().Host.Host.ShouldBe("variable");
    }

    [Fact]
    public void Pod_WithoutAVariable_GoesBeforeTheHomeFolder()
    {
        Everything();
        _files.Variables.Remove("KUBECONFIG");

        _files.Find().Host.Host.ShouldBe("10.96.0.1");
    }

    [Fact]
    public void HomeFolder_OutsideOfAPod_IsTheLast()
    {
        Everything();
        _files.Variables.Remove("KUBECONFIG");
        _files.Variables.Remove("KUBERNETES_SERVICE_HOST");

        _files.Find().Host.Host.ShouldBe("home");
    }

    [Fact]
    public void Context_InAPodWithAHomeFolder_MeansTheFile()
    {
        Everything();
        _files.Variables.Remove("KUBECONFIG");

        _files.Find(context: "x").Host.Host.ShouldBe("home");
    }

    [Fact]
    public void Variable_EmptyText_IsAsIfItWereNotSet()
    {
        Everything();
        _files.Variables["KUBECONFIG"] = "";

        _files.Find().Host.Host.ShouldBe("10.96.0.1");
    }

    [Fact]
    public void Variable_WithSomeFilesMissing_PassesThemOver()
    {
        _files.Variables["KUBECONFIG"] = $"{_files.Folder}/missing:{_files.Write("there", At("there"))}";

        _files.Find().Host.Host.ShouldBe("there");
    }

    [Fact]
    public void Variable_WithAllFilesMissing_IsRefused()
    {
        _files.Variables["KUBECONFIG"] = $"{_files.Folder}/missing:{_files.Folder}/too";

        Should.Throw<KubeConfigException>(() => _files.Find()).Message.ShouldContain("names no file that exists");
    }

    [Fact]
    public void FileGiven_Missing_IsRefused() =>
        Should.Throw<KubeConfigException>(() => _files.Find(_files.Folder + "/missing")).Message.ShouldContain("/missing: the kubeconfig cannot be read");

    private static string At(string host) => ConfigFiles.Plain.Replace("c.example", host, StringComparison.Ordinal);

    private void Everything()
    {
        _files.Variables["KUBECONFIG"] = _files.Write("variable", At("variable"));
        _files.Variables["HOME"] = _files.Folder;
        _files.Write(".kube/config", At("home"));
        _files.Variables["KUBERNETES_SERVICE_HOST"] = "10.96.0.1";
        _files.Variables["KUBERNETES_SERVICE_PORT"] = "443";
        _files.Write("account/token", "t");
        _files.Write("account/ca.crt", "");
    }
}
