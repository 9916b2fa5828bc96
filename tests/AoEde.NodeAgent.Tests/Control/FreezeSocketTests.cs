using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AoEde.Engine;
using AoEde.NodeAgent.Control;
using AoEde.NodeAgent.Status;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Control;

/// <summary>The verbs of freezes through a real Unix socket.</summary>
public sealed class FreezeSocketTests : IAsyncLifetime
{
    private const string Body = """{"apiVersion":"aoede.io/v1alpha1","kind":"AoEFreeze","metadata":{"name":"n"},"spec":{"targets":["a"],"ttl":"5m"}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly FreezeDesk _desk = new();
    private ControlSocket _socket = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        await _desk.StartAsync();
        var path = _folder.File("control.sock");
        _socket = await ControlSocket.OpenAsync(
            path, new ControlApi(new NoState(), _desk.Api, NullLogger.Instance), NullLoggerFactory.Instance, CancellationToken.None);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://agent"),
        };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _socket.DisposeAsync();
        await _desk.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Post_Json_FreezesAndAnswersTheObject()
    {
        var (status, body) = await Send("POST", "/v1/freezes", Body);
        status.ShouldBe(HttpStatusCode.Created);
        body["kind"]!.ToString().ShouldBe("AoEFreeze");
        body["status"]!["phase"]!.ToString().ShouldBe("Frozen");
        body["status"]!["expiresAt"]!.ToString().ShouldBe("2026-11-21T09:05:00.000000Z");

        (await Send("POST", "/v1/freezes", Body)).Status.ShouldBe(HttpStatusCode.OK, "the same again changes nothing");
        (await Send("GET", "/v1/freezes/n")).Body["metadata"]!["uid"]!.ToString().ShouldBe(body["metadata"]!["uid"]!.ToString());
        (await Send("GET", "/v1/freezes")).Body.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_ViewComesLater_AnswersWhenItCanBeRead()
    {
        _desk.Engine.ViewComesLater = true;
        var asked = Send("POST", "/v1/freezes", Body);
        while (_desk.Engine.Status()[0].Freeze.State != FreezeState.Frozen)
            await Task.Yield();
        _desk.Engine.ShowView("a");
        (await asked).Body["status"]!["targets"]![0]!["viewAddress"]!.ToString().ShouldBe("e9.201");
    }

    [Fact]
    public async Task Post_ViewNeverComes_AnswersWithoutIt()
    {
        _desk.Engine.ViewComesLater = true;
        var (status, body) = await Send("POST", "/v1/freezes", Body);
        status.ShouldBe(HttpStatusCode.Created);
        body["status"]!["targets"]![0]!["viewAddress"].ShouldBeNull();
    }

    [Fact]
    public async Task Post_Yaml_Freezes()
    {
        var yaml = "apiVersion: aoede.io/v1alpha1\nkind: AoEFreeze\nmetadata: {name: nightly}\nspec:\n  targets: [a, b]\n  holder: me\n";
        var (status, body) = await Send("POST", "/v1/freezes", yaml);
        status.ShouldBe(HttpStatusCode.Created);
        body["status"]!["targets"]!.AsArray().Count.ShouldBe(2);
        (await _http.GetStringAsync("/v1/freezes/nightly?format=yaml")).ShouldStartWith("apiVersion: aoede.io/v1alpha1\nkind: AoEFreeze\nmetadata:\n  name: nightly\n");
    }

    [Fact]
    public async Task Post_HolderRef_IsFrozenWithAWarning()
    {
        var text = Body.Replace("\"ttl\"", "\"holderRef\":{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"name\":\"j\"},\"ttl\"");
        using var answer = await _http.PostAsync("/v1/freezes", new StringContent(text));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Warning.Single().Text.ShouldStartWith("\"spec.holderRef: has no effect without a cluster");
    }

    [Theory]
    [InlineData("", HttpStatusCode.UnprocessableEntity, "Invalid", "expected an object")]
    [InlineData("{", HttpStatusCode.UnprocessableEntity, "Invalid", "not YAML")]
    [InlineData("{\"kind\":\"AoEFreeze\"}", HttpStatusCode.UnprocessableEntity, "Invalid", "metadata: is required")]
    public async Task Post_BadBody_SaysWhatIsWrong(string text, HttpStatusCode expected, string reason, string message)
    {
        var (status, body) = await Send("POST", "/v1/freezes", text);
        (status, body["reason"]!.ToString()).ShouldBe((expected, reason));
        body["message"]!.ToString().ShouldContain(message);
    }

    [Theory]
    [InlineData("\"ttl\":\"7h\"", "spec.ttl: 7h is longer than 6h, the most that target a allows")]
    [InlineData("\"ttl\":\"soon\"", "spec.ttl: 'soon' is not a duration")]
    [InlineData("\"release\":true", "A new freeze cannot be released already")]
    [InlineData("\"tll\":\"5m\"", "did you mean ttl?")]
    public async Task Post_BadSpec_IsUnprocessableAndFreezesNothing(string field, string message)
    {
        var (status, body) = await Send("POST", "/v1/freezes", Body.Replace("\"ttl\":\"5m\"", field));
        (status, body["reason"]!.ToString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "Invalid"));
        body["message"]!.ToString().ShouldContain(message);
        _desk.Engine.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("NotFound", HttpStatusCode.NotFound)]
    [InlineData("NotReady", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Disabled", HttpStatusCode.Forbidden)]
    [InlineData("AlreadyFrozen", HttpStatusCode.Conflict)]
    [InlineData("Merging", HttpStatusCode.Conflict)]
    [InlineData("Busy", HttpStatusCode.ServiceUnavailable)]
    [InlineData("ShadowFailed", HttpStatusCode.InsufficientStorage)]
    [InlineData("Invalid", HttpStatusCode.UnprocessableEntity)]
    public async Task Post_EngineRefuses_AnswersReasonMessageAndTheObject(string reason, HttpStatusCode expected)
    {
        _desk.Engine.Refusal = new FreezeException(reason, "a: because");
        var (status, body) = await Send("POST", "/v1/freezes", Body);
        (status, body["reason"]!.ToString(), body["message"]!.ToString()).ShouldBe((expected, reason, "a: because"));
        body["object"]!["status"]!["phase"]!.ToString().ShouldBe("Failed");
    }

    [Fact]
    public async Task Patch_Renew_MovesTheDeadline()
    {
        await Send("POST", "/v1/freezes", Body);
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        var (status, body) = await Send("PATCH", "/v1/freezes/n", """{"spec":{"renewTime":"2026-11-21T09:01:00Z"}}""");
        status.ShouldBe(HttpStatusCode.OK);
        body["status"]!["expiresAt"]!.ToString().ShouldBe("2026-11-21T09:06:00.000000Z");
        (await Send("PATCH", "/v1/freezes/n", """{"spec":{"ttl":"10m"}}""")).Body["status"]!["expiresAt"]!.ToString().ShouldBe("2026-11-21T09:11:00.000000Z");
    }

    [Fact]
    public async Task Patch_Release_ThawsAndKeepsTheRecord()
    {
        await Send("POST", "/v1/freezes", Body);
        var (status, body) = await Send("PATCH", "/v1/freezes/n", """{"spec":{"release":true}}""");
        (status, body["status"]!["phase"]!.ToString()).ShouldBe((HttpStatusCode.OK, "Released"));
        (await Send("GET", "/v1/freezes/n")).Status.ShouldBe(HttpStatusCode.OK);
        (await Send("PATCH", "/v1/freezes/n", """{"spec":{"ttl":"10m"}}""")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"spec":{"holder":"other"}}""", HttpStatusCode.UnprocessableEntity, "spec.holder: the holder of a freeze cannot change")]
    [InlineData("""{"spec":{"targets":["b"]}}""", HttpStatusCode.UnprocessableEntity, "spec.targets: the targets of a freeze were frozen at one moment")]
    [InlineData("""{"spec":{"ttl":"7h"}}""", HttpStatusCode.UnprocessableEntity, "spec.ttl: 7h is longer than 6h")]
    [InlineData("""{"spec":{"tll":"7h"}}""", HttpStatusCode.UnprocessableEntity, "spec.tll: there is no such field")]
    [InlineData("""{"metadata":{"name":"other"}}""", HttpStatusCode.UnprocessableEntity, "metadata.name: a freeze cannot be renamed")]
    [InlineData("[]", HttpStatusCode.BadRequest, "not a JSON merge patch")]
    [InlineData("release: true", HttpStatusCode.BadRequest, "not a JSON merge patch")]
    public async Task Patch_WhatMayNotChange_IsRefused(string patch, HttpStatusCode expected, string message)
    {
        await Send("POST", "/v1/freezes", Body);
        var (status, body) = await Send("PATCH", "/v1/freezes/n", patch);
        status.ShouldBe(expected);
        body["message"]!.ToString().ShouldContain(message);
        _desk.Engine.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Patch_Status_IsIgnored()
    {
        await Send("POST", "/v1/freezes", Body);
        (await Send("PATCH", "/v1/freezes/n", """{"status":{"phase":"Broken"}}""")).Body["status"]!["phase"]!.ToString().ShouldBe("Frozen");
    }

    [Fact]
    public async Task Delete_Releases()
    {
        await Send("POST", "/v1/freezes", Body);
        (await Send("DELETE", "/v1/freezes/n")).Body["status"]!["phase"]!.ToString().ShouldBe("Released");
        _desk.Engine.Calls.ShouldContain("release n");
        (await Send("DELETE", "/v1/freezes/n")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Send("PATCH", "/v1/freezes/n", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_Changes_GivesRangesAndTheirSum()
    {
        (await Send("GET", "/v1/targets/a/changes")).Body.ToJsonString().ShouldBe("""{"target":"a","state":"Thawed","sequence":0,"bytes":0,"ranges":[]}""");
        await Send("POST", "/v1/freezes", Body);
        (await Send("GET", "/v1/targets/a/changes")).Body.ToJsonString().ShouldBe(
            """{"target":"a","state":"Frozen","sequence":7,"bytes":1536,"ranges":[{"offsetBytes":512,"bytes":1024},{"offsetBytes":8192,"bytes":512}]}""");
        (await Send("GET", "/v1/targets/x/changes")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("PUT", "/v1/freezes")]
    [InlineData("PUT", "/v1/freezes/n")]
    [InlineData("POST", "/v1/targets/a/changes")]
    public async Task Verb_NotUnderstood_SaysWhichAre(string method, string path)
    {
        var (status, body) = await Send(method, path, "{}");
        (status, body["reason"]!.ToString()).ShouldBe((HttpStatusCode.MethodNotAllowed, "MethodNotAllowed"));
    }

    [Fact]
    public async Task Post_BodyBeyondTheLimit_IsRefused()
    {
        var (status, body) = await Send("POST", "/v1/freezes", new string(' ', 66_000));
        (status, body["reason"]!.ToString()).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "BadRequest"));
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> Send(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private sealed class NoState : IAgentState
    {
        public IReadOnlyList<TargetDocument> Targets() => [];

        public JsonArray Sessions(string target) => [];

        public JsonArray Devices() => [];
    }
}
