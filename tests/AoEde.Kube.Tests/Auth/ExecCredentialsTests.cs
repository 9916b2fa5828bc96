using System.Text.Json.Nodes;
using AoEde.Kube.Auth;
using AoEde.Kube.Config;
using AoEde.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Auth;

/// <summary>Against real scripts.</summary>
public sealed class ExecCredentialsTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Arguments_WithBlanksAndQuotes_ArriveAsTheyAre()
    {
        var source = Source($$"""printf '%s\n' "$@" >{{_folder["args"]}}; {{Says("t")}}""", ["a b", "c\"d'", "", "--x=y"]);

        await source.GetAsync(default);

        File.ReadAllLines(_folder["args"]).ShouldBe(["a b", "c\"d'", "", "--x=y"]);
    }

    [Fact]
    public async Task Question_InTheVariable_IsAnExecCredential()
    {
        var source = Source(
            $$"""printf %s "$KUBERNETES_EXEC_INFO" >{{_folder["info"]}}; printf %s "$WHO" >{{_folder["who"]}}; {{Says("t")}}""",
            cluster: new JsonObject { ["server"] = "https://c" });

        await source.GetAsync(default);

        File.ReadAllText(_folder["info"]).ShouldBe(
            """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false,"cluster":{"server":"https://c"}}}""");
        File.ReadAllText(_folder["who"]).ShouldBe("me");
    }

    [Fact]
    public async Task Token_UntilItEnds_IsNotAskedForAgain()
    {
        var ends = (_time.GetUtcNow() + TimeSpan.FromMinutes(10)).ToString("yyyy-MM-ddTHH:mm:ssZ");
        var source = Source(Says("token-$(date +%N)", ends));
        var first = (await source.GetAsync(default)).Authorization;

        _time.Advance(TimeSpan.FromMinutes(9));
        (await source.GetAsync(default)).Authorization.ShouldBe(first);
        _time.Advance(TimeSpan.FromSeconds(31));
        (await source.GetAsync(default)).Authorization.ShouldNotBe(first);
    }

    [Fact]
    public async Task Token_RefusedByTheServer_IsAskedForOnceForAllWhoUsedIt()
    {
        var source = Source(Says("token-$(date +%N)"));
        var first = await source.GetAsync(default);

        source.Refused(first).ShouldBeTrue();
        var second = await source.GetAsync(default);
        source.Refused(first).ShouldBeTrue();
        var third = await source.GetAsync(default);

        second.Authorization.ShouldNotBe(first.Authorization);
        third.Authorization.ShouldBe(second.Authorization);
    }

    [Fact]
    public async Task Certificate_InsteadOfAToken_IsTaken()
    {
        using var pki = new TestPki();
        using var key = System.Security.Cryptography.ECDsa.Create();
        var answer = new JsonObject
        {
            ["apiVersion"] = V1,
            ["kind"] = "ExecCredential",
            ["status"] = new JsonObject
            {
                ["clientCertificateData"] = pki.Issue("me", key).ExportCertificatePem(),
                ["clientKeyData"] = key.ExportPkcs8PrivateKeyPem(),
            },
        };
        var source = Source($"cat {_folder.Write("answer", answer.ToJsonString())}");

        var found = await source.GetAsync(default);

        found.Certificate!.Leaf.Subject.ShouldBe("CN=me");
        found.Authorization.ShouldBeNull();
    }

    [Theory]
    [InlineData("echo 'log in first' >&2; exit 3", "ended with status 3: log in first")]
    [InlineData("echo secret-but-no-json", "is not an ExecCredential")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"t"}}'""", "was asked for")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{}}'""", "neither a token nor a certificate")]
    public async Task Program_ThatGivesNoCredential_IsNamedWithWhatItSaid(string script, string complaint)
    {
        var source = Source(script);

        var refusal = (await Should.ThrowAsync<KubeConfigException>(async () => await source.GetAsync(default))).Message;

        refusal.ShouldContain(complaint);
        refusal.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Program_NotInstalled_IsNamedWithTheHint()
    {
        var source = new ExecCredentials(
            new() { Command = "aoede-no-such-plugin", ApiVersion = V1, InstallHint = "get it from your cluster's people" }, _time, NullLogger.Instance);

        (await Should.ThrowAsync<KubeConfigException>(async () => await source.GetAsync(default))).Message
            .ShouldContain("get it from your cluster's people");
    }

    [Fact]
    public async Task Program_ThatHangs_IsEndedAfterAMinute()
    {
        var source = Source($"echo $$ >{_folder["pid"]}; exec sleep 1000");
        var asked = source.GetAsync(default).AsTask();
        await ClusterTesting.Wait.UntilAsync(() => File.Exists(_folder["pid"]) && File.ReadAllText(_folder["pid"]).Length > 1, "the script runs");

        _time.Advance(TimeSpan.FromSeconds(60));

        (await Should.ThrowAsync<KubeConfigException>(asked)).Message.ShouldContain("within 60 s");
        var folder = $"/proc/{File.ReadAllText(_folder["pid"]).Trim()}/cwd";
        await ClusterTesting.Wait.UntilAsync(() => !File.Exists(folder) && !Directory.Exists(folder), "the script ends");
    }

    /// <summary>A line of shell that prints a token, in which the shell may put something.</summary>
    private static string Says(string token, string? ends = null) =>
        "printf '{\"apiVersion\":\"" + V1 + "\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"%s\""
        + (ends is null ? "" : $",\"expirationTimestamp\":\"{ends}\"") + "}}' \"" + token + "\"";

    private ExecCredentials Source(string script, string[]? arguments = null, JsonObject? cluster = null)
    {
        var path = _folder.Write("plugin", script + "\n");
        return new(
            new() { Command = "sh", ApiVersion = V1, Arguments = [path, .. arguments ?? []], Variables = [new("WHO", "me")], Cluster = cluster },
            _time, NullLogger.Instance);
    }
}
