using System.Text.Json;
using AoEde.ClusterTesting.ControlPlane;

namespace AoEde.ClusterTesting.Audit;

/// <summary>What an account's roles allow, against what it asked for.</summary>
internal static class RoleUse
{
    /// <summary>Each "verb group/resource" of the account's role and cluster role that no request needed.</summary>
    public static async Task<IReadOnlyList<string>> UnusedAsync(
        HttpClient admin, ServiceAccount account, IEnumerable<AuditEvent> requests, CancellationToken cancellationToken)
    {
        var used = requests.Where(request => request.User == account.UserName).SelectMany(Permissions).ToHashSet(StringComparer.Ordinal);
        var granted = new List<string>();
        foreach (var path in Paths(account))
        {
            var role = await admin.GetJsonAsync(path, cancellationToken);
            granted.AddRange(role.GetProperty("rules").EnumerateArray().SelectMany(Permissions));
        }

        return [.. granted.Distinct(StringComparer.Ordinal).Where(permission => !used.Contains(permission))];
    }

    private static IEnumerable<string> Paths(ServiceAccount account) =>
    [
        $"/apis/rbac.authorization.k8s.io/v1/clusterroles/{account.Name}",
        $"/apis/rbac.authorization.k8s.io/v1/namespaces/{account.Namespace}/roles/{account.Name}",
    ];

    private static IEnumerable<string> Permissions(JsonElement rule) =>
        from name in Texts(rule, "apiGroups")
        from resource in Texts(rule, "resources")
        from verb in Texts(rule, "verbs")
        select Permission(verb, name, resource);

    // An apply of an object that is not there needs the right to create it, too.
    private static IEnumerable<string> Permissions(AuditEvent request) =>
        request.Resource is not { } resource ? []
        : request is { Verb: "patch", Code: 201 } ? [Permission("patch", request.Group, resource), Permission("create", request.Group, resource)]
        : [Permission(request.Verb, request.Group, resource)];

    private static string Permission(string verb, string group, string resource) => $"{verb} {group}/{resource}";

    private static IEnumerable<string> Texts(JsonElement rule, string name) => rule.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
}
