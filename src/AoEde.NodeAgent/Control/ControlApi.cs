using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Api.Manifests;
using AoEde.NodeAgent.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Control;

/// <summary>
/// What the control socket answers. Read-only, and small enough that a switch is its router:
/// <c>/v1/targets</c>, <c>/v1/targets/NAME</c>, <c>/v1/devices</c>, <c>/v1/metrics</c>; JSON, or YAML with <c>?format=yaml</c>.
/// </summary>
internal sealed class ControlApi(IAgentState state, ILogger logger) : IHttpApplication<HttpContext>
{
    private const string TargetPrefix = "/v1/targets/";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var (status, body) = Answer(context.Request.Method, context.Request.Path.Value ?? "");
        var yaml = context.Request.Query["format"] == "yaml";
        var text = yaml ? YamlWriter.Of(body) : body.ToJsonString(s_indented) + "\n";
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = yaml ? "application/yaml" : "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        if (exception is not null and not OperationCanceledException)
        {
            AgentLog.ControlFailed(logger, context.Request.Path.Value ?? "", exception);
        }
    }

    private static JsonArray Metrics()
    {
        var samples = MetricsSnapshot.Take().Select(sample => new JsonObject
        {
            ["name"] = sample.Name,
            ["tags"] = new JsonObject(sample.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
            ["value"] = sample.Value,
        });
        return new JsonArray([.. samples]);
    }

    private static (int Status, JsonNode Body) Problem(int status, string message) => (status, new JsonObject { ["message"] = message });

    private (int Status, JsonNode Body) Answer(string method, string path)
    {
        if (method != HttpMethods.Get)
        {
            return Problem(StatusCodes.Status405MethodNotAllowed, $"{method} is not understood: this socket only answers questions (GET).");
        }

        return path switch
        {
            "/v1/targets" => (StatusCodes.Status200OK, new JsonArray([.. state.Targets().Select(target => target.Body.DeepClone())])),
            "/v1/devices" => (StatusCodes.Status200OK, state.Devices()),
            "/v1/metrics" => (StatusCodes.Status200OK, Metrics()),
            _ when path.StartsWith(TargetPrefix, StringComparison.Ordinal) => Target(path[TargetPrefix.Length..]),
            _ => Problem(StatusCodes.Status404NotFound, $"{path} is not known; there are /v1/targets, /v1/devices and /v1/metrics."),
        };
    }

    private (int Status, JsonNode Body) Target(string name)
    {
        var target = state.Targets().FirstOrDefault(target => target.Name == name);
        return target is null
            ? Problem(StatusCodes.Status404NotFound, $"Target {name} is not known to this agent; 'aoectl targets' lists those that are.")
            : (StatusCodes.Status200OK, target.Body.DeepClone());
    }
}
