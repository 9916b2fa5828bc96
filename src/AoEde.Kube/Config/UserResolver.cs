using System.Text.Json.Nodes;

namespace AoEde.Kube.Config;

/// <summary>Reads a user of a kubeconfig.</summary>
internal static class UserResolver
{
    /// <summary>Reads a user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cluster">The cluster, of which a program for credentials may want to know.</param>
    /// <exception cref="KubeConfigException">It has what we do not do, or two things of which one would be passed over.</exception>
    public static UserCredentials Resolve(KubeConfigEntry user, KubeConfigEntry cluster)
    {
        if (user["auth-provider"] is { } provider)
            throw user.Wrong("auth-provider", $"({(provider as JsonObject)?["name"]}) is no longer in use since Kubernetes 1.26; use the provider's exec plugin instead (users[].user.exec)");
        if (user.Text("username") is not null && (user.Text("token") ?? user.Text("tokenFile")) is not null)
            throw user.Wrong("username", "and token exclude each other; keep one");
        var certificate = user.Pem("client-certificate");
        var key = user.Pem("client-key");
        if (certificate is null != key is null)
            throw user.Wrong(certificate is null ? "client-certificate" : "client-key", "is missing: certificate and key are needed together");

        return new()
        {
            Token = user.Text("token"),
            TokenFile = user.FilePath("tokenFile"),
            UserName = user.Text("username"),
            Password = user.Text("password"),
            ClientCertificate = certificate,
            ClientKey = key,
            Exec = user["exec"] is null ? null : ExecResolver.Resolve(user, cluster),
            Impersonate = Impersonate(user),
        };
    }

    private static Impersonation? Impersonate(KubeConfigEntry user)
    {
        if (user.Text("as") is not { } name)
            return (user.Text("as-uid") is not null || user["as-groups"] is not null || user["as-user-extra"] is not null)
                ? throw user.Wrong("as", "is missing: groups, uid and extra say nothing without a name")
                : null;
        var extra = user["as-user-extra"] as JsonObject;
        return new(
            name,
            user.Text("as-uid"),
            Texts(user["as-groups"]),
            extra?.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => Texts(pair.Value), StringComparer.Ordinal) ?? []);
    }

    private static List<string> Texts(JsonNode? list) =>
        (list as JsonArray)?.OfType<JsonValue>().Select(value => value.GetValue<string>()).ToList() ?? [];
}
