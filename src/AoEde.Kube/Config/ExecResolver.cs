using System.Text.Json.Nodes;

namespace AoEde.Kube.Config;

/// <summary>Reads the program for credentials of a user of a kubeconfig.</summary>
internal static class ExecResolver
{
    private const string Group = "client.authentication.k8s.io";

    /// <summary>Reads <c>exec</c>.</summary>
    /// <exception cref="KubeConfigException">It cannot be run without a person, or speaks a version that is gone.</exception>
    public static ExecCommand Resolve(KubeConfigEntry user, KubeConfigEntry cluster)
    {
        var fields = user["exec"] as JsonObject ?? throw user.Wrong("exec", "must be a mapping");
        var exec = new KubeConfigEntry($"{user.Name}.exec", user.File, fields);
        var version = exec.Text("apiVersion") ?? throw exec.Wrong("apiVersion", $"is missing; write {Group}/v1");
        if (version is not (Group + "/v1" or Group + "/v1beta1"))
            throw exec.Wrong("apiVersion", $"'{version}' is not spoken any more; update the plugin and write {Group}/v1");
        if (exec.Text("interactiveMode") is "Always")
            throw exec.Wrong("interactiveMode", "is Always, but nobody is here to answer; use a plugin that can do without");

        return new()
        {
            Command = Command(exec),
            ApiVersion = version,
            InstallHint = exec.Text("installHint"),
            Arguments = [.. (exec["args"] as JsonArray ?? []).Select(value => value?.GetValue<string>() ?? "")],
            Variables = [.. (exec["env"] as JsonArray ?? []).OfType<JsonObject>().Select(Variable)],
            Cluster = exec.Flag("provideClusterInfo") ? About(cluster) : null,
        };
    }

    /// <summary>A bare name is looked for in PATH; a relative path starts at the folder of the file.</summary>
    private static string Command(KubeConfigEntry exec)
    {
        var command = exec.Text("command") ?? throw exec.Wrong("command", "is missing");
        return command.Contains('/', StringComparison.Ordinal) ? exec.FilePath("command")! : command;
    }

    private static KeyValuePair<string, string> Variable(JsonObject variable) =>
        new(variable["name"]?.GetValue<string>() ?? "", variable["value"]?.GetValue<string>() ?? "");

    private static JsonObject About(KubeConfigEntry cluster)
    {
        var about = new JsonObject { ["server"] = cluster.Text("server") };
        Copy("tls-server-name", cluster.Text("tls-server-name"));
        Copy("proxy-url", cluster.Text("proxy-url"));
        if (cluster.Flag("insecure-skip-tls-verify"))
            about["insecure-skip-tls-verify"] = true;
        if (cluster.Pem("certificate-authority") is { } authority)
            about["certificate-authority-data"] = Convert.ToBase64String(
                authority.Text is { } text ? System.Text.Encoding.ASCII.GetBytes(text) : File.ReadAllBytes(authority.Path!));
        var extension = (cluster["extensions"] as JsonArray)?.FirstOrDefault(item => (item?["name"] as JsonValue)?.GetValue<string>() == Group + "/exec");
        if (extension?["extension"] is { } config)
            about["config"] = config.DeepClone();
        return about;

        void Copy(string field, string? value)
        {
            if (value is not null)
                about[field] = value;
        }
    }
}
