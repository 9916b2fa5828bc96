using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AoEde.NodeAgent.Control;
using AoEde.NodeAgent.Status;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Control;

public sealed class ControlSocketTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FixedState _state = new();
    private readonly FreezeDesk _desk = new();
    private ControlSocket _socket = null!;
    private HttpClient _http = null!;

    private string SocketPath => _folder.File("control.sock");

    public async Task InitializeAsync()
    {
        await _desk.StartAsync();

        // A killed agent leaves its socket behind; it must not be in the way.
        _folder.Write("control.sock", "");
        _socket = await ControlSocket.OpenAsync(
            SocketPath, new ControlApi(_state, _desk.Api, NullLogger.Instance), NullLoggerFactory.Instance, CancellationToken.None);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellation);
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
    public void Open_Socket_IsForItsOwnerOnlyAndLeavesNothingBeside()
    {
        File.GetUnixFileMode(SocketPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([SocketPath]);
    }

    [Fact]
    public async Task Get_SessionsOfATarget_GivesThemAndOfAStranger404()
    {
        JsonNode.Parse(await _http.GetStringAsync("/v1/targets/a/sessions"))![0]!["of"]!.ToString().ShouldBe("a");

        using var stranger = await _http.GetAsync("/v1/targets/z/sessions");
        stranger.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_Targets_GivesAllAsJson()
    {
        using var answer = await _http.GetAsync("/v1/targets");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var list = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();
        list.Select(target => target!["metadata"]!["name"]!.ToString()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Get_TargetsTwice_IsAnsweredTwice()
    {
        var first = await _http.GetStringAsync("/v1/targets");
        (await _http.GetStringAsync("/v1/targets")).ShouldBe(first);
    }

    [Fact]
    public async Task Get_OneTarget_GivesIt()
        => JsonNode.Parse(await _http.GetStringAsync("/v1/targets/b"))!["metadata"]!["name"]!.ToString().ShouldBe("b");

    [Fact]
    public async Task Get_AsYaml_GivesYaml() => (await _http.GetStringAsync("/v1/targets/b?format=yaml")).ShouldBe("metadata:\n  name: b\n");

    [Fact]
    public async Task Get_Devices_GivesTheInventory()
        => JsonNode.Parse(await _http.GetStringAsync("/v1/devices"))![0]!["name"]!.ToString().ShouldBe("sdb");

    [Fact]
    public async Task Get_Metrics_GivesAList() => JsonNode.Parse(await _http.GetStringAsync("/v1/metrics")).ShouldBeOfType<JsonArray>();

    [Theory]
    [InlineData("/v1/targets/nobody", "Target nobody is not known to this agent")]
    [InlineData("/", "/ is not known; there are /v1/targets, /v1/freezes, /v1/devices and /v1/metrics.")]
    [InlineData("/v2/targets", "/v2/targets is not known")]
    public async Task Get_UnknownPath_SaysWhatThereIs(string path, string message)
    {
        using var answer = await _http.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["message"]!.ToString().ShouldStartWith(message);
    }

    [Fact]
    public async Task Post_Anything_IsRefused()
    {
        using var answer = await _http.PostAsync("/v1/targets", new StringContent("{}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Dispose_RemovesTheSocket()
    {
        await _socket.DisposeAsync();
        File.Exists(SocketPath).ShouldBeFalse();
    }

    private sealed class FixedState : IAgentState
    {
        public IReadOnlyList<TargetDocument> Targets() => [Document("a"), Document("b")];

        public JsonArray Sessions(string target) => [new JsonObject { ["initiator"] = "02:00:00:00:00:01", ["of"] = target }];

        public JsonArray Devices() => [new JsonObject { ["name"] = "sdb" }];

        private static TargetDocument Document(string name) => new(name, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, Samples.Exported(name));
    }
}
