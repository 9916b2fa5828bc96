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
/// What the control socket answers, small enough that a switch is its router: <c>/v1/targets</c>, <c>/v1/targets/NAME</c>, <c>/v1/targets/NAME/sessions</c>,
/// <c>/v1/devices</c> and <c>/v1/metrics</c> to look at, and <see cref="FreezeApi"/> to act; JSON, or YAML with <c>?format=yaml</c>.
/// </summary>
internal sealed class ControlApi(IAgentState state, FreezeApi freezes, ILogger logger) : IHttpApplication<HttpContext>
{
    private const string TargetPrefix = "/v1/targets/";
    private const string SessionsSuffix = "/sessions";

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
        var reply = await AnswerAsync(context.Request);
        var yaml = context.Request.Query["format"] == "yaml";
        var text = yaml ? YamlWriter.Of(reply.Body) : reply.Body.ToJsonString(s_indented) + "\n";
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = yaml ? "application/yaml" : "application/json";
        context.Response.ContentLength = bytes.Length;
        foreach (var warning in reply.Warnings)
        {
            // As an API server warns: code 299, no agent, text in quotes; a header holds ASCII.
            var plain = warning.Select(letter => letter is >= ' ' and <= '~' and not '"' and not '\\' ? letter : '\'');
            context.Response.Headers.Append("Warning", $"299 - \"{string.Concat(plain)}\"");
        }

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

    private async Task<ControlReply> AnswerAsync(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (!FreezeApi.Owns(path))
        {
            return Answer(request.Method, path);
        }

        try
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            return await freezes.AnswerAsync(request.Method, path, await reader.ReadToEndAsync());
        }
        catch (BadHttpRequestException problem)
        {
            return ControlReply.Problem(problem.StatusCode, "BadRequest", problem.Message);
        }
    }

    private ControlReply Answer(string method, string path)
    {
        if (method != HttpMethods.Get)
        {
            return ControlReply.Problem(
                StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", $"{method} is not understood here: {path} only answers questions (GET).");
        }

        return path switch
        {
            "/v1/targets" => ControlReply.Ok(new JsonArray([.. state.Targets().Select(target => target.Body.DeepClone())])),
            "/v1/devices" => ControlReply.Ok(state.Devices()),
            "/v1/metrics" => ControlReply.Ok(Metrics()),
            _ when path.StartsWith(TargetPrefix, StringComparison.Ordinal) => Target(path[TargetPrefix.Length..]),
            _ => NotFound($"{path} is not known; there are /v1/targets, /v1/freezes, /v1/devices and /v1/metrics."),
        };
    }

    private ControlReply Target(string name)
    {
        if (name.EndsWith(SessionsSuffix, StringComparison.Ordinal))
        {
            return Sessions(name[..^SessionsSuffix.Length]);
        }

        var target = state.Targets().FirstOrDefault(target => target.Name == name);
        return target is null
            ? Unknown(name)
            : ControlReply.Ok(target.Body.DeepClone());
    }

    private ControlReply Sessions(string name) => state.Targets().Any(target => target.Name == name)
        ? ControlReply.Ok(state.Sessions(name))
        : Unknown(name);

    private static ControlReply Unknown(string name) => NotFound($"Target {name} is not known to this agent; 'aoectl targets' lists those that are.");

    private static ControlReply NotFound(string message) => ControlReply.Problem(StatusCodes.Status404NotFound, "NotFound", message);
}
