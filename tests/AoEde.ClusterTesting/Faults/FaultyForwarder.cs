using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AoEde.ClusterTesting.Faults;

/// <summary>Passes requests on to the API server, and its answers back, with a fault where one is chosen.</summary>
internal sealed class FaultyForwarder(Uri server, SocketsHttpHandler handler) : IDisposable
{
    private static readonly string[] HopByHop = ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Host", "TE"];

    private readonly HttpMessageInvoker _client = new(handler);
    private int _requests;
    private int _harmed;
    private int _openWatches;

    public Func<ProxiedRequest, Fault?>? Choose { get; set; }

    public int Requests => Volatile.Read(ref _requests);

    public int Harmed => Volatile.Read(ref _harmed);

    public int OpenWatches => Volatile.Read(ref _openWatches);

    public async Task HandleAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var asked = new ProxiedRequest(Interlocked.Increment(ref _requests), context.Request.Method, target, context.Request.Headers.UserAgent.ToString());
        var fault = Choose?.Invoke(asked);
        if (fault is not null)
            Interlocked.Increment(ref _harmed);
        if (asked.IsWatch)
            Interlocked.Increment(ref _openWatches);
        try
        {
            if (!await TryAnswerAsync(context, target, fault))
                context.Abort();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is away, or one of both went: the other one sees that as it would without a proxy.
            context.Abort();
        }
        finally
        {
            if (asked.IsWatch)
                Interlocked.Decrement(ref _openWatches);
        }
    }

    public void Dispose() => _client.Dispose();

    // False when the stream is to be broken.
    private async Task<bool> TryAnswerAsync(HttpContext context, string target, Fault? fault)
    {
        var aborted = context.RequestAborted;
        if (fault?.Before is { } gate)
            await gate.PassAsync(aborted);
        if (fault?.Status is { } status)
        {
            await AnswerAsync(context, status, fault.RetryAfter);
            return true;
        }

        using var request = Copy(context.Request, new Uri(server, target));
        using var reply = await _client.SendAsync(request, aborted);
        if (fault is { LosesAnswer: true })
            return false;
        CopyHead(reply, context.Response, fault is null);
        await context.Response.StartAsync(aborted);
        await context.Response.Body.FlushAsync(aborted);
        await using var body = await reply.Content.ReadAsStreamAsync(aborted);
        if (fault is not null)
            return await new FaultyBody(fault, context.Response.Body).CopyAsync(body, aborted);
        await CopyBodyAsync(body, context.Response.Body, aborted);
        return true;
    }

    private static HttpRequestMessage Copy(HttpRequest from, Uri to)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), to)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (from.ContentLength > 0 || from.Headers.TransferEncoding.Count > 0 || (from.ContentLength is null && from.Method is "POST" or "PUT" or "PATCH"))
            request.Content = new StreamContent(from.Body);
        foreach (var (name, values) in from.Headers)
        {
            if (name.StartsWith(':') || HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return request;
    }

    private static void CopyHead(HttpResponseMessage from, HttpResponse to, bool withLength)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.Concat(from.Content.Headers))
        {
            // A harmed body is of another length, and must not say so.
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase) && (withLength || name != "Content-Length"))
                to.Headers[name] = values.ToArray();
        }
    }

    private static async Task CopyBodyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        int length;
        while ((length = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            await to.FlushAsync(cancellationToken);
        }
    }

    private static async Task AnswerAsync(HttpContext context, HttpStatusCode status, TimeSpan? retryAfter)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json";
        if (retryAfter is { } time)
            context.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(time.TotalSeconds)}";
        var reason = status switch
        {
            HttpStatusCode.TooManyRequests => "TooManyRequests",
            HttpStatusCode.Gone => "Expired",
            HttpStatusCode.InternalServerError => "InternalError",
            HttpStatusCode.ServiceUnavailable => "ServiceUnavailable",
            _ => string.Empty,
        };
        var body = $$$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"made up by a test","reason":"{{{reason}}}","code":{{{(int)status}}} }""";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
