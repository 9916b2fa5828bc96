using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Agent;

/// <summary>Asks the agent through its control socket.</summary>
internal sealed class AgentClient : IDisposable
{
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
            Timeout = TimeSpan.FromSeconds(10),
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

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> AskAsync(string path, CancellationToken cancellation)
    {
        if (!IsThere)
        {
            throw new CtlException($"no agent runs here: there is no {_path}; start 'aoede-agent serve', or name its --run-dir");
        }

        try
        {
            using var answer = await _http.GetAsync(path, cancellation);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation)) ?? new JsonObject();
            return answer.StatusCode == HttpStatusCode.OK ? body : throw new CtlException(body.Text("message"));
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
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CtlException($"the agent at {_path} did not answer within {_http.Timeout.TotalSeconds:0} s; its log says what it does");
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
