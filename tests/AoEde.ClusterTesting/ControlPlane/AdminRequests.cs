using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>The few requests that setting a cluster up takes, in plain HTTP: the project's own client is what is tested.</summary>
internal static class AdminRequests
{
    /// <summary>GETs JSON; a refusal is an exception with the server's words.</summary>
    public static Task<JsonElement> GetJsonAsync(this HttpClient client, string path, CancellationToken cancellationToken) =>
        SendAsync(client, HttpMethod.Get, path, content: null, cancellationToken);

    /// <summary>POSTs JSON; a refusal is an exception with the server's words.</summary>
    public static Task<JsonElement> PostAsync(this HttpClient client, string path, string json, CancellationToken cancellationToken) =>
        SendAsync(client, HttpMethod.Post, path, Json(json, "application/json"), cancellationToken);

    /// <summary>PATCHes with a merge patch.</summary>
    public static Task<JsonElement> MergePatchAsync(this HttpClient client, string path, string json, CancellationToken cancellationToken) =>
        SendAsync(client, HttpMethod.Patch, path, Json(json, "application/merge-patch+json"), cancellationToken);

    private static StringContent Json(string json, string type) => new(json, Encoding.UTF8, new MediaTypeHeaderValue(type));

    private static async Task<JsonElement> SendAsync(
        HttpClient client, HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        using var reply = await client.SendAsync(request, cancellationToken);
        var text = await reply.Content.ReadAsStringAsync(cancellationToken);
        if (!reply.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path}: {(int)reply.StatusCode} {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
