using System.Net;
using System.Net.Http.Headers;
using AoEde.ClusterTesting.ControlPlane;
using AoEde.ClusterTesting.Faults;
using AoEde.Testing.Host;

namespace AoEde.ClusterTesting.Tests;

/// <summary>The harm is done where it is asked for, and nowhere else; seen by an ordinary HTTP client of each version.</summary>
public sealed class FaultProxyTests
{
    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [SkippableTheory, MemberData(nameof(Versions))]
    public async Task Request_WithoutAFault_GetsTheServersAnswer(string version)
    {
        await using var proxied = await Proxied.StartAsync(version);

        var answer = await proxied.Client.GetAsync(Nodes);

        answer.Version.ShouldBe(Version.Parse(version));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"kind\":\"NodeList\"");
        proxied.Proxy.Harmed.ShouldBe(0);
    }

    [SkippableTheory, MemberData(nameof(Versions))]
    public async Task Request_ThatIsRefused_NeverReachesTheServer(string version)
    {
        await using var proxied = await Proxied.StartAsync(version);
        proxied.Proxy.Fault = _ => Fault.Answer(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(3));

        var answer = await proxied.Client.GetAsync(Nodes);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [SkippableTheory, MemberData(nameof(Versions))]
    public async Task Write_WhoseAnswerIsLost_IsDone(string version)
    {
        await using var proxied = await Proxied.StartAsync(version);
        proxied.Proxy.Fault = request => request.IsWrite ? Fault.LoseAnswer() : null;
        var name = $"lost-answer-{version.Replace(".", "-", StringComparison.Ordinal)}";

        await Should.ThrowAsync<HttpRequestException>(() => proxied.Client.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{name}}}"} }""", default));

        (await proxied.Client.GetAsync(new Uri($"/api/v1/namespaces/{name}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [SkippableTheory, MemberData(nameof(Versions))]
    public async Task Watch_CutInALine_BreaksInTheMiddleOfIt(string version)
    {
        await using var proxied = await Proxied.StartAsync(version);
        proxied.Proxy.Fault = request => request.IsWatch ? Fault.CutInLine(2) : null;

        using var reader = await proxied.WatchAsync();

        (await reader.ReadLineAsync()).ShouldEndWith("}");
        await Should.ThrowAsync<IOException>(reader.ReadToEndAsync());
    }

    [SkippableTheory, MemberData(nameof(Versions))]
    public async Task Watch_TruncatedInALine_EndsAsIfItWereComplete(string version)
    {
        await using var proxied = await Proxied.StartAsync(version);
        proxied.Proxy.Fault = request => request.IsWatch ? Fault.TruncateInLine(2) : null;

        using var reader = await proxied.WatchAsync();

        (await reader.ReadLineAsync()).ShouldEndWith("}");
        var half = (await reader.ReadToEndAsync()).Trim();
        half.ShouldStartWith("{");
        half.ShouldNotEndWith("}}");
    }

    [SkippableFact]
    public async Task Watch_WhoseVersionExpires_EndsWithAnErrorEvent()
    {
        await using var proxied = await Proxied.StartAsync("2.0");
        proxied.Proxy.Fault = request => request.IsWatch ? Fault.ExpireAtLine(2) : null;

        using var reader = await proxied.WatchAsync();

        (await reader.ReadLineAsync())!.ShouldContain("ADDED");
        (await reader.ReadToEndAsync()).ShouldContain("\"code\":410");
    }

    [SkippableFact]
    public async Task Watch_WithDuplicates_HasEachEventTwice()
    {
        await using var proxied = await Proxied.StartAsync("2.0");
        proxied.Proxy.Fault = request => request.IsWatch ? Fault.Duplicate() : null;

        using var reader = await proxied.WatchAsync();

        var first = await reader.ReadLineAsync();
        (await reader.ReadLineAsync()).ShouldBe(first);
        (await reader.ReadLineAsync()).ShouldNotBe(first);
    }

    [SkippableFact]
    public async Task Watch_StalledInALine_GoesOnWhenTheGateOpens()
    {
        await using var proxied = await Proxied.StartAsync("2.0");
        var gate = Gate.Closed();
        proxied.Proxy.Fault = request => request.IsWatch ? Fault.StallInLine(1, gate) : null;

        using var reader = await proxied.WatchAsync();
        var line = reader.ReadLineAsync();
        Eventually.True(() => gate.Waiting == 1, "the watch stands before the gate");

        line.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await line).ShouldEndWith("}");
    }

    [SkippableTheory, MemberData(nameof(Versions))]
    public async Task Connections_WhenAllAreCut_BreakAndAreMadeAnew(string version)
    {
        await using var proxied = await Proxied.StartAsync(version);
        using var reader = await proxied.WatchAsync();
        await reader.ReadLineAsync();
        proxied.Proxy.OpenWatches.ShouldBe(1);
        var before = proxied.Proxy.Connections.Accepted;

        proxied.Proxy.CutAll();

        await Should.ThrowAsync<IOException>(reader.ReadToEndAsync());
        (await proxied.Client.GetAsync(Nodes)).StatusCode.ShouldBe(HttpStatusCode.OK);
        proxied.Proxy.Connections.Accepted.ShouldBeGreaterThan(before);
        Eventually.True(() => proxied.Proxy.OpenWatches == 0, "the watch is gone");
    }

    [SkippableFact]
    public async Task Connections_WhenHeld_PassNothingAndBreakNothing()
    {
        await using var proxied = await Proxied.StartAsync("2.0");
        (await proxied.Client.GetAsync(Nodes)).StatusCode.ShouldBe(HttpStatusCode.OK);
        proxied.Proxy.Connections.Gate.Close();

        var answer = proxied.Client.GetAsync(Nodes);
        Eventually.True(() => proxied.Proxy.Connections.Gate.Waiting > 0, "bytes stand before the gate");
        answer.IsCompleted.ShouldBeFalse();
        proxied.Proxy.Connections.Gate.Open();

        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        proxied.Proxy.Connections.Accepted.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Proxy_InsideTheCluster_IsReachedFromANode()
    {
        var server = await ApiServer.SharedAsync();
        await using var proxy = await FaultProxy.StartAsync(server, isInside: true);
        var kubeconfig = await proxy.KubeconfigAsync(ServiceAccount.Agent);

        var output = Tool.Run("ip", "netns", "exec", server.N1.Host.Name, ClusterTools.Kubectl, "--kubeconfig", kubeconfig, "get", "node", "n2", "-o", "name");

        output.ShouldBe("node/n2\n");
        proxy.Requests.ShouldBeGreaterThan(0);
    }

    private static Uri Nodes { get; } = new("/api/v1/nodes", UriKind.Relative);

    private sealed class Proxied(FaultProxy proxy, HttpClient client) : IAsyncDisposable
    {
        public FaultProxy Proxy => proxy;

        public HttpClient Client => client;

        public static async Task<Proxied> StartAsync(string version)
        {
            var server = await ApiServer.SharedAsync();
            var proxy = await FaultProxy.StartAsync(server);
            var client = AdminClient.Create(proxy.Url, server.Certificates, user: null);
            client.DefaultRequestVersion = Version.Parse(version);
            client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await server.TokenAsync(ServiceAccount.Administrator));
            return new Proxied(proxy, client);
        }

        /// <summary>A watch of nodes from the beginning: at least two events.</summary>
        public async Task<StreamReader> WatchAsync() =>
            new(await client.GetStreamAsync(new Uri("/api/v1/nodes?watch=true", UriKind.Relative)));

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await proxy.DisposeAsync();
        }
    }
}
