using System.Text;
using AoEde.Kube.Extensions;
using AoEde.Kube.Hosting;
using AoEde.Kube.Telemetry.Prometheus;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Telemetry.Health;

/// <summary>
/// Answers <c>/livez</c> (and <c>/healthz</c>), <c>/readyz</c> and <c>/metrics</c>. Live means that the loops turn; that a server cannot be
/// reached makes nothing dead, since a restart would not help and would stop what is served.
/// </summary>
internal sealed class HealthEndpoints(OperatorHealth health, Func<string> scrape, ILogger logger) : IHttpApplication<HttpContext>
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var (status, type, text) = Answer(context.Request);
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-cache, no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        if (exception is not null and not OperationCanceledException)
            TelemetryLog.ProbeFailed(logger, context.Request.Path.Value ?? "", exception);
    }

    private (int Status, string Type, string Text) Answer(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return (StatusCodes.Status405MethodNotAllowed, PlainText, "only GET is understood here\n");
        return request.Path.Value switch
        {
            "/livez" or "/healthz" => Probe(request, "livez", part => part.IsLive),
            "/readyz" => Probe(request, "readyz", part => part.IsLive && part.IsReady),
            "/metrics" => (StatusCodes.Status200OK, PrometheusText.ContentType, scrape()),
            _ => (StatusCodes.Status404NotFound, PlainText, "there are /livez, /readyz and /metrics\n"),
        };
    }

    private (int Status, string Type, string Text) Probe(HttpRequest request, string name, Func<HealthPart, bool> isWell)
    {
        bool verbose = request.Query.ContainsKey("verbose");
        string text = HealthText.Write(name, health.Parts(), isWell, verbose, out bool passes);
        return (passes ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError, PlainText, text);
    }
}
