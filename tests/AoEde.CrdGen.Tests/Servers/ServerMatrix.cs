using System.Text;
using System.Text.Json.Nodes;
using AoEde.ClusterTesting;
using AoEde.CrdGen.Crds;
using AoEde.CrdGen.Tests.Cel;

namespace AoEde.CrdGen.Tests.Servers;

/// <summary>Asks an API server about every row of the matrix. Nothing is stored but the former self of an object that changes.</summary>
/// <param name="client">Speaks to the server as an administrator.</param>
internal sealed class ServerMatrix(HttpClient client)
{
    /// <summary>Every row whose verdict is another than expected, with the server's words.</summary>
    /// <param name="knowsCel">Whether the server applies CEL rules.</param>
    public async Task<IReadOnlyList<string>> DisagreementsAsync(bool knowsCel)
    {
        // A definition that has just been created is not served at once.
        foreach (var kind in KindModel.All)
        {
            var list = new Uri($"/apis/aoede.io/v1alpha1/{kind.Entity.PluralName}", UriKind.Relative);
            await Wait.UntilAsync(async token => (await client.GetAsync(list, token)).IsSuccessStatusCode, $"{list} is served");
        }

        var found = new List<string>();
        foreach (var row in CelCase.All().Where(IsAddressed))
        {
            var (accepted, words) = await AskAsync(row);
            var refuses = row.RefusedBy == CelCase.BySchema || (knowsCel && row.RefusedBy == CelCase.ByCel);
            if (accepted == refuses)
                found.Add($"{row.Id}: {(accepted ? "accepted" : "refused")}, {words}");
            else if (knowsCel && row.RefusedBy == CelCase.ByCel)
                found.AddRange(Messages(row).Where(message => !words.Contains(message, StringComparison.Ordinal)).Select(message => $"{row.Id}: does not say '{message}' but '{words}'"));
        }

        return found;
    }

    // What names another kind, or none, does not even reach the schema: there the address decides.
    private static bool IsAddressed(CelCase row) => row.Object["kind"]!.GetValue<string>() == row.Kind && row.Object["apiVersion"]!.GetValue<string>() == "aoede.io/v1alpha1";

    private static IEnumerable<string> Messages(CelCase row) => KindModel.All.Single(kind => kind.Entity.Kind == row.Kind).Rules
        .Where(rule => row.Violates.Contains(rule.Id)).Select(rule => rule.Message);

    private async Task<(bool Accepted, string Words)> AskAsync(CelCase row)
    {
        var folder = row.Kind == "AoEFreeze" ? "namespaces/default/aoefreezes" : $"{row.Kind.ToLowerInvariant()}s";
        if (row.Old is null)
            return await SendAsync(HttpMethod.Post, $"{folder}?dryRun=All", row.Object);

        var name = row.Old["metadata"]!["name"]!.GetValue<string>();
        var (created, words) = await SendAsync(HttpMethod.Post, folder, row.Old);
        created.ShouldBeTrue($"{row.Id}: the object before the change was refused: {words}");
        try
        {
            var changed = row.Object.DeepClone().AsObject();
            changed["metadata"]!["resourceVersion"] = JsonNode.Parse(words)!["metadata"]!["resourceVersion"]!.GetValue<string>();
            return await SendAsync(HttpMethod.Put, $"{folder}/{name}?dryRun=All", changed);
        }
        finally
        {
            await SendAsync(HttpMethod.Delete, $"{folder}/{name}", null);
        }
    }

    private async Task<(bool Accepted, string Words)> SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/apis/aoede.io/v1alpha1/{path}", UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var reply = await client.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        ((int)reply.StatusCode).ShouldBeLessThan(500, text);
        return (reply.IsSuccessStatusCode, reply.IsSuccessStatusCode ? text : JsonNode.Parse(text)!["message"]?.GetValue<string>() ?? text);
    }
}
