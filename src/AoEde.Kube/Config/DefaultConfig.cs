using AoEde.Kube.Client;

namespace AoEde.Kube.Config;

/// <summary>Finds out how to reach a cluster: the file given, else <c>$KUBECONFIG</c>, else the pod's account, else <c>~/.kube/config</c>.</summary>
internal static class DefaultConfig
{
    /// <summary>Finds out.</summary>
    /// <exception cref="KubeConfigException">There is none, or it cannot be used.</exception>
    public static KubernetesClientConfiguration Find(
        Func<string, string?> environment, string? kubeconfigPath, string? context, string accountFolder = InClusterConfig.AccountFolder)
    {
        if (!string.IsNullOrEmpty(kubeconfigPath))
            return ContextResolver.Resolve(KubeConfig.Load([kubeconfigPath]), context, environment);
        if (environment("KUBECONFIG") is { Length: > 0 } list)
            return ContextResolver.Resolve(KubeConfig.Load(Existing(list)), context, environment);

        // A context can only be meant in a file.
        if (context is null && InClusterConfig.Find(environment, accountFolder) is { } pod)
            return pod;
        if (environment("HOME") is { Length: > 0 } home && Path.Combine(home, ".kube", "config") is var file && File.Exists(file))
            return ContextResolver.Resolve(KubeConfig.Load([file]), context, environment);
        throw new KubeConfigException(
            "no cluster is configured: no file was given, $KUBECONFIG is not set, this is no pod with an account, and ~/.kube/config does not exist; "
            + "give --kubeconfig, or copy the cluster's kubeconfig to ~/.kube/config");
    }

    /// <summary>As kubectl: files of the list that do not exist are passed over, unless none does.</summary>
    private static List<string> Existing(string list)
    {
        var files = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists).ToList();
        return files.Count > 0 ? files : throw new KubeConfigException($"$KUBECONFIG names no file that exists: {list}; correct it or unset it");
    }
}
