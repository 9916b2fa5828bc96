using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Agent;

/// <summary>Asks the agent through its control socket.</summary>
internal sealed class AgentClient : IDisposable
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

    /// <summary>Whether there is a socket to ask at all.</summary>
    public bool IsThere => File.Exists(_path);

    /// <summary>All targets.</summary>
    public Task<JsonNode> TargetsAsync(CancellationToken cancellation) => AskAsync("/v1/targets", cancellation);

    /// <summary>One target.</summary>
    public Task<JsonNode> TargetAsync(string name, CancellationToken cancellation)
        => AskAsync($"/v1/targets/{Uri.EscapeDataString(name)}", cancellation);

    /// <summary>The host's devices.</summary>
    public Task<JsonNode> DevicesAsync(CancellationToken cancellation) => AskAsync("/v1/devices", cancellation);

    /// <summary>The engine's counters.</summary>
    public Task<JsonNode> MetricsAsync(CancellationToken cancellation) => AskAsync("/v1/metrics", cancellation);

    /// <summary>All freezes, those that are over included.</summary>
    public Task<JsonNode> FreezesAsync(CancellationToken cancellation) => AskAsync("/v1/freezes", cancellation);

    /// <summary>One freeze.</summary>
    public Task<JsonNode> FreezeAsync(string name, CancellationToken cancellation) => AskAsync(PathOf(name), cancellation);

    /// <summary>Freezes; answers when the bases are immutable.</summary>
    /// <param name="freeze">An AoEFreeze.</param>
    /// <param name="patience">How long to wait for the answer.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AgentRefusal">It cannot be done.</exception>
    public Task<JsonNode> CreateFreezeAsync(JsonNode freeze, TimeSpan patience, CancellationToken cancellation)
        => SendAsync(HttpMethod.Post, "/v1/freezes", freeze, patience, cancellation);

    /// <summary>Renews or releases.</summary>
    /// <param name="name">The freeze.</param>
    /// <param name="patch">A JSON merge patch.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AgentRefusal">It cannot be done.</exception>
    public Task<JsonNode> PatchFreezeAsync(string name, JsonNode patch, CancellationToken cancellation)
        => SendAsync(HttpMethod.Patch, PathOf(name), patch, TimeSpan.FromSeconds(30), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string PathOf(string freeze) => $"/v1/freezes/{Uri.EscapeDataString(freeze)}";

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
                : throw new AgentRefusal(said.Text("reason"), said.Text("message"), (said as JsonObject)?["object"]);
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
