using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AoEde.Kube.Client;
using AoEde.Kube.Models;
using Microsoft.AspNetCore.Http;

namespace AoEde.Kube.Tests.Client;

/// <summary>What goes over the wire, to the letter.</summary>
public sealed class RequestShapeTests
{
    private const string Lease = """{"metadata":{"name":"a","namespace":"n","uid":"u"}}""";

    private readonly ConcurrentQueue<string> _said = new();

    [Fact]
    public async Task StatusApplied_ToTheLetter_IsWhatServersTake()
    {
        await using var server = await TestServer.StartAsync(AnswerAsync);
        using var client = server.Client();

        await client.ApplyStatusAsync<V1Lease>("a", "n", new JsonObject { ["x"] = 1 }, "the manager", "u");

        server.Asked.Single().ShouldBe(
            "PATCH /apis/coordination.k8s.io/v1/namespaces/n/leases/a/status?fieldManager=the%20manager&force=true");
        _said.ShouldBe(
        [
            "application/apply-patch+yaml", "kube-tests/1.0", "",
            """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a","namespace":"n","uid":"u"},"status":{"x":1}}""",
        ]);
    }

    [Fact]
    public async Task Apply_WithoutAManager_IsTheUserAgents()
    {
        await using var server = await TestServer.StartAsync(AnswerAsync);
        using var client = server.Client();

        await client.PatchAsync<V1Lease>(new("{}", V1Patch.PatchType.ApplyPatch), "a", "n");

        server.Asked.Single().ShouldEndWith("?fieldManager=kube-tests");
    }

    [Fact]
    public async Task Deletion_WithAUid_SaysSoAndLeavesDependentsToTheBackground()
    {
        await using var server = await TestServer.StartAsync(AnswerAsync);
        using var client = server.Client();

        await client.DeleteAsync(new V1Lease { Metadata = new() { Name = "a", NamespaceProperty = "n", Uid = "u" } });

        _said.Last().ShouldBe("""{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Background","preconditions":{"uid":"u"}}""");
    }

    [Fact]
    public async Task BasicAuthentication_OfAUser_IsInTheHeader()
    {
        await using var server = await TestServer.StartAsync(AnswerAsync);
        using var client = server.Client(configuration => configuration with { Credentials = new() { UserName = "me", Password = "pä:ss" } });

        await client.GetAsync<V1Lease>("a", "n");

        _said.ShouldContain("Basic " + Convert.ToBase64String("me:pä:ss"u8));
    }

    [Fact]
    public async Task Server_BelowAPath_IsAskedBelowIt()
    {
        await using var server = await TestServer.StartAsync(AnswerAsync);
        using var client = server.Client(configuration => configuration with { Host = new Uri(server.Url, "/k8s/clusters/c-1/") });

        await client.GetAsync<V1Lease>("a", "n");

        server.Asked.Single().ShouldStartWith("GET /k8s/clusters/c-1/apis/coordination.k8s.io/v1/");
    }

    [Fact]
    public async Task Proxy_OfTheKubeconfig_IsAskedInsteadOfTheServer()
    {
        await using var proxy = await TestServer.StartAsync(AnswerAsync);
        using var client = proxy.Client(configuration => configuration with { Host = new Uri("http://cluster.invalid"), ProxyUrl = proxy.Url });

        (await client.GetAsync<V1Lease>("a", "n")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Lease_WithTheBucketEmpty_DoesNotWait()
    {
        await using var server = await TestServer.StartAsync(AnswerAsync);
        var time = new ManualTime();
        using var client = server.Client(configuration => configuration with { RequestsPerSecond = 1, RequestBurst = 1 }, time);
        await client.GetAsync<V1ConfigMap>("a", "n");

        var waits = client.GetAsync<V1ConfigMap>("b", "n");
        (await client.GetAsync<V1Lease>("a", "n")).ShouldNotBeNull();

        waits.IsCompleted.ShouldBeFalse();
        server.Asked.Count.ShouldBe(2);
        time.Advance(TimeSpan.FromSeconds(1));
        await waits;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _said.Enqueue(context.Request.ContentType ?? "");
        _said.Enqueue(context.Request.Headers.UserAgent.ToString());
        _said.Enqueue(context.Request.Headers.Authorization.ToString());
        using var reader = new StreamReader(context.Request.Body);
        _said.Enqueue(await reader.ReadToEndAsync());
        await context.Response.WriteAsync(Lease);
    }
}
