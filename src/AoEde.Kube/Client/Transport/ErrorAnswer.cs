using System.Text;
using System.Text.Json;
using AoEde.Kube.Json;
using AoEde.Kube.Models;

namespace AoEde.Kube.Client.Transport;

/// <summary>Reads what the server says instead of success.</summary>
internal static class ErrorAnswer
{
    private const int MostStatus = 256 * 1024;
    private const int MostText = 1024;

    /// <summary>Reads it: a <c>Status</c>, or whatever somebody on the way answered, of which 1 KiB is kept.</summary>
    public static async Task<KubernetesException> ReadAsync(
        KubernetesRequest request, HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(response, cancellationToken);
        var status = Parse(body) ?? new V1Status { Message = Sentence(request, response, body) };
        status.Code ??= (int)response.StatusCode;
        if (RetryAfter(response, now) is { } seconds)
            (status.Details ??= new()).RetryAfterSeconds ??= seconds;
        return new(status);
    }

    /// <summary>Whole seconds until the moment that the server names; null when it names none.</summary>
    internal static int? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => (int)Math.Ceiling(delta.TotalSeconds),
        { Date: { } date } => (int)Math.Max(0, Math.Ceiling((date - now).TotalSeconds)),
        _ => null,
    };

    private static V1Status? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, KubernetesJsonContext.Default.V1Status) is { Kind: "Status" } status ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Sentence(KubernetesRequest request, HttpResponseMessage response, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, MostText)).Trim();
        return $"{request}: {(int)response.StatusCode} {response.ReasonPhrase ?? response.StatusCode.ToString()}{(text.Length > 0 ? ": " : "")}{text}";
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new byte[4096];
        var length = 0;
        while (length < MostStatus && await stream.ReadAsync(body.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length == body.Length)
                Array.Resize(ref body, body.Length * 2);
        }
        return body[..length];
    }
}
