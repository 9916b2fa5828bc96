using AoEde.Kube.Client;
using AoEde.Kube.Models;
using AoEde.Testing.Files;
using Microsoft.AspNetCore.Http;

namespace AoEde.Kube.Tests.Client;

public sealed class TransportTests
{
    private const string Lease = """{"kind":"Lease","metadata":{"name":"a","namespace":"n"}}""";

    [Fact]
    public async Task TokenFile_RefusedOnce_IsReadAgainAndTheRequestRepeated()
    {
        using var folder = new TempFolder();
        folder.Write("token", "old");
        await using var server = await TestServer.StartAsync(context =>
        {
            if (context.Request.Headers.Authorization == "Bearer new")
                return context.Response.WriteAsync(Lease);
            folder.Write("token", "new");
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        using var client = server.Client(configuration => configuration with { Credentials = new() { TokenFile = folder["token"] } });

        (await client.GetAsync<V1Lease>("a", "n")).ShouldNotBeNull();

        server.Asked.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Credentials_RefusedAlways_AreTriedAgainOnceIfTheyMayChange(bool file, int requests)
    {
        using var folder = new TempFolder();
        await using var server = await TestServer.StartAsync(Status(401));
        using var client = server.Client(configuration => configuration with
        {
            Credentials = file ? new() { TokenFile = folder.Write("token", "t") } : new() { Token = "t" },
        });

        (await Should.ThrowAsync<KubernetesException>(client.GetAsync<V1Lease>("a", "n"))).Status.Code.ShouldBe(401);

        server.Asked.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task RetryAfter_OnAWrite_IsWaitedForAndTheWriteRepeated()
    {
        var time = new ManualTime();
        var refusals = 2;
        await using var server = await TestServer.StartAsync(context =>
        {
            if (refusals-- == 0)
                return context.Response.WriteAsync(Lease);
            context.Response.Headers.RetryAfter = "7";
            context.Response.StatusCode = 429;
            return Task.CompletedTask;
        });
        using var client = server.Client(time: time);

        var created = client.CreateAsync(new V1Lease { Metadata = new() { Name = "a", NamespaceProperty = "n" } });
        for (var wait = 1; wait <= 2; wait++)
        {
            await ClusterTesting.Wait.UntilAsync(() => server.Asked.Count == wait && time.Next == TimeSpan.FromSeconds(7), "the client waits");
            time.Advance(TimeSpan.FromSeconds(6.9));
            created.IsCompleted.ShouldBeFalse();
            server.Asked.Count.ShouldBe(wait);
            time.Advance(TimeSpan.FromSeconds(0.1));
        }

        (await created).Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task Page_OfAProxyOnTheWay_IsKeptInPart()
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.StatusCode = 502;
            return context.Response.WriteAsync("<html>" + new string('x', 5000));
        });
        using var client = server.Client();

        var answer = await Should.ThrowAsync<KubernetesException>(client.GetAsync<V1Lease>("a", "n"));

        answer.Status.Code.ShouldBe(502);
        answer.Message.ShouldStartWith("get Lease (/apis/coordination.k8s.io/v1/namespaces/n/leases/a): 502 Bad Gateway: <html>xxx");
        answer.Message.Length.ShouldBeInRange(1024, 1200);
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsGivenUpAfterTheTimeForRequests()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = server.Client(time: time);

        var asked = client.GetAsync<V1Lease>("a", "n");
        await ClusterTesting.Wait.UntilAsync(() => !server.Asked.IsEmpty, "the request arrives");
        time.Advance(TimeSpan.FromSeconds(30));

        (await Should.ThrowAsync<TimeoutException>(asked)).Message.ShouldContain("did not answer within 30 s");
    }

    [Fact]
    public async Task Watch_ThatTheServerDoesNotEnd_IsGivenUpThirtySecondsLater()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync($$"""{"type":"ADDED","object":{{Lease}}}""" + "\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = server.Client(time: time);
        await using var events = client.WatchAsync<V1Lease>(new WatchOptions { TimeoutSeconds = 300 }).GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();

        var next = events.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(330));

        await Should.ThrowAsync<TimeoutException>(async () => await next);
    }

    [Fact]
    public async Task Pages_ThatExpireMidway_AreReadAgainAllAtOnce()
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            if (!context.Request.Query.ContainsKey("continue"))
                return context.Response.WriteAsync(
                    $$"""{"metadata":{"resourceVersion":"5"{{(context.Request.Query.ContainsKey("limit") ? ",\"continue\":\"c\"" : "")}}},"items":[{{Lease}}]}""");
            context.Response.StatusCode = 410;
            return context.Response.WriteAsync("""{"kind":"Status","code":410,"reason":"Expired"}""");
        });
        using var client = server.Client();

        (await client.ListAsync<V1Lease>()).Count.ShouldBe(1);

        server.Asked.ShouldBe(
        [
            "GET /apis/coordination.k8s.io/v1/leases?limit=500", "GET /apis/coordination.k8s.io/v1/leases?limit=500&continue=c",
            "GET /apis/coordination.k8s.io/v1/leases",
        ]);
    }

    private static RequestDelegate Status(int code) => context =>
    {
        context.Response.StatusCode = code;
        return Task.CompletedTask;
    };
}
