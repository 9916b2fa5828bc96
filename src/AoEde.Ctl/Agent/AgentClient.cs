using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Agent;

/// <summary>Asks the agent through its control socket.</summary>
internal sealed class AgentClient : IAoEdeClient
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly HttpClient _http;

    /// <summary>Prepares; nothing is opened before the first question.</summary>
    /// <param name="runDirectory">Folder of the control socket.</param>
    public AgentClient(string runDirectory)
    {
        _path = Path.Combine(runDirectory, "control.sock");
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync })
        {
            // The host part is only form: the socket is the address.
            BaseAddress = new Uri("http://agent"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc/>
    public TimeSpan LookInterval { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether there is a socket to ask at all.</summary>
    public bool IsThere => File.Exists(_path);

    /// <summary>All targets.</summary>
    public Task<JsonNode> TargetsAsync(CancellationToken cancellation) => AskAsync("/v1/targets", cancellation);

    /// <summary>One target.</summary>
    public Task<JsonNode> TargetAsync(string name, CancellationToken cancellation)
        => AskAsync($"/v1/targets/{Uri.EscapeDataString(name)}", cancellation);

    /// <summary>The host's devices.</summary>
    /// <exception cref="CtlException">Another node was named: an agent knows its own host alone.</exception>
    public Task<JsonNode> DevicesAsync(string? node, CancellationToken cancellation) => node is null
        ? AskAsync("/v1/devices", cancellation)
        : throw new CtlException($"{node}: the agent of this host knows its own devices alone; for those of a node name a cluster with --kubeconfig");

    /// <summary>The engine's counters.</summary>
    public Task<JsonNode> MetricsAsync(CancellationToken cancellation) => AskAsync("/v1/metrics", cancellation);

    /// <summary>All freezes, those that are over included.</summary>
    public Task<JsonNode> FreezesAsync(bool allNamespaces, CancellationToken cancellation) => AskAsync("/v1/freezes", cancellation);

    /// <inheritdoc/>
    public Task<JsonNode> CreateFreezeAsync(JsonNode freeze, TimeSpan patience, CancellationToken cancellation)
        => SendAsync(HttpMethod.Post, "/v1/freezes", freeze, patience, cancellation);

    /// <inheritdoc/>
    public Task RenewFreezeAsync(string name, string moment, CancellationToken cancellation)
        => PatchAsync(name, new JsonObject { ["renewTime"] = moment }, cancellation);

    /// <inheritdoc/>
    public Task<JsonNode> ReleaseFreezeAsync(string name, CancellationToken cancellation)
        => PatchAsync(name, new JsonObject { ["release"] = true }, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string PathOf(string freeze) => $"/v1/freezes/{Uri.EscapeDataString(freeze)}";

    private Task<JsonNode> PatchAsync(string name, JsonObject spec, CancellationToken cancellation)
        => SendAsync(HttpMethod.Patch, PathOf(name), new JsonObject { ["spec"] = spec }, TimeSpan.FromSeconds(30), cancellation);

    private Task<JsonNode> AskAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, s_patience, cancellation);

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body, TimeSpan patience, CancellationToken cancellation)
    {
        if (!IsThere)
        {
            throw new CtlException($"no agent runs here: there is no {_path}; start 'aoede-agent serve', or name its --run-dir");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
            {
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            }

            using var answer = await _http.SendAsync(request, limit.Token);
            var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(limit.Token)) ?? new JsonObject();
            return answer.IsSuccessStatusCode
                ? said
                : throw new Refusal(said.Text("reason"), said.Text("message"), (said as JsonObject)?["object"]);
        }
        catch (HttpRequestException problem) when (problem.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied })
        {
            throw new CtlException($"{_path}: permission denied; the agent's socket is for its owner only, so run aoectl as root");
        }
        catch (HttpRequestException problem)
        {
            throw new CtlException(
                $"no agent answers at {_path} ({(problem.InnerException ?? problem).Message}); it may have been killed: start 'aoede-agent serve' again");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CtlException($"the agent at {_path} did not answer within {patience.TotalSeconds:0} s; its log says what it does");
        }
        catch (JsonException)
        {
            throw new CtlException($"{_path} answers, but not as an agent of this version does; use the aoectl that came with it");
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
