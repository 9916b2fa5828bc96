using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace AoEde.Kube.Config;

/// <summary>One kubeconfig, or several merged: of things of one name the first counts, and whole.</summary>
internal sealed class KubeConfig
{
    private readonly Dictionary<string, KubeConfigEntry> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeConfigEntry> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeConfigEntry> _contexts = new(StringComparer.Ordinal);

    /// <summary>The files read, in their order.</summary>
    public List<string> Files { get; } = [];

    /// <summary>The first current context that a file names.</summary>
    public string? CurrentContext { get; private set; }

    /// <summary>The clusters.</summary>
    public IReadOnlyDictionary<string, KubeConfigEntry> Clusters => _clusters;

    /// <summary>The users.</summary>
    public IReadOnlyDictionary<string, KubeConfigEntry> Users => _users;

    /// <summary>The contexts.</summary>
    public IReadOnlyDictionary<string, KubeConfigEntry> Contexts => _contexts;

    /// <summary>Reads files; none may be missing.</summary>
    /// <exception cref="KubeConfigException">A file cannot be read, or is no kubeconfig.</exception>
    public static KubeConfig Load(IEnumerable<string> paths)
    {
        var config = new KubeConfig();
        foreach (var path in paths)
            config.Add(Path.GetFullPath(path));
        return config;
    }

    private void Add(string path)
    {
        if (Read(path) is { } root)
        {
            Collect(root, "clusters", "cluster", path, _clusters);
            Collect(root, "users", "user", path, _users);
            Collect(root, "contexts", "context", path, _contexts);
            if (string.IsNullOrEmpty(CurrentContext))
                CurrentContext = (root["current-context"] as JsonValue)?.GetValue<string>();
        }
        Files.Add(path);
    }

    private static JsonObject? Read(string path)
    {
        try
        {
            return YamlNodes.Parse(File.ReadAllText(path)) switch
            {
                null => null,
                JsonObject root => root,
                _ => throw new KubeConfigException($"{path}: not a kubeconfig: there is no mapping at its top; see kubectl config view"),
            };
        }
        catch (YamlException slip)
        {
            throw new KubeConfigException($"{path}:{slip.Start.Line}: not YAML: {slip.Message}", slip);
        }
        catch (InvalidOperationException slip)
        {
            // The parser's own answer to brackets that do not match.
            throw new KubeConfigException($"{path}: not YAML: its brackets do not match", slip);
        }
        catch (Exception slip) when (slip is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{path}: the kubeconfig cannot be read: {slip.Message}", slip);
        }
    }

    private static void Collect(JsonObject root, string list, string kind, string path, Dictionary<string, KubeConfigEntry> entries)
    {
        if (root[list] is not { } items)
            return;
        foreach (var item in items as JsonArray ?? throw new KubeConfigException($"{path}: {list} must be a list"))
        {
            if ((item?["name"] as JsonValue)?.GetValue<string>() is { } name)
                entries.TryAdd(name, new KubeConfigEntry(name, path, item[kind] as JsonObject ?? []));
        }
    }
}
