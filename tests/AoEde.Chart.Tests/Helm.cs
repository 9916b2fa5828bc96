namespace AoEde.Chart.Tests;

/// <summary>The real helm, from the cache; fetched there the first time.</summary>
internal static class Helm
{
    public const string Release = "aoede";
    public const string Namespace = "aoede-system";
    public const string Newest = "1.35.0";

    /// <summary>Where tests/cluster/kubectl.sh keeps helm and kubectl.</summary>
    public static string Cache { get; } = FindCache();

    private static readonly Lazy<string?> s_program = new(Find);

    /// <summary>Runs helm without a cluster; the test is skipped where there is no helm.</summary>
    public static Command.Result Run(params string[] words) => RunWith(null, words);

    /// <summary>Runs helm against a cluster.</summary>
    public static Command.Result RunWith(string? kubeconfig, params string[] words)
    {
        Skip.If(s_program.Value is null, "helm is not in the cache and could not be fetched: run tests/cluster/kubectl.sh");
        return Command.RunWith(kubeconfig, s_program.Value!, words);
    }

    /// <summary>What the chart renders.</summary>
    /// <param name="kubernetes">Version it is rendered for.</param>
    /// <param name="options">Further options of <c>helm template</c>.</param>
    public static Manifest Template(string kubernetes = Newest, params string[] options)
    {
        var result = TryTemplate(kubernetes, options);
        result.ExitCode.ShouldBe(0, result.Errors);
        return Manifest.Parse(result.Output);
    }

    public static Command.Result TryTemplate(string kubernetes, params string[] options) =>
        Run(["template", Release, Repository.Chart, "--namespace", Namespace, "--kube-version", kubernetes, .. options]);

    private static string? Find()
    {
        var program = Path.Combine(Cache, "helm");
        if (!File.Exists(program))
            Command.Run(Path.Combine(Repository.Root, "tests", "cluster", "kubectl.sh"));
        return File.Exists(program) ? program : null;
    }

    private static string FindCache()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "aoede", "bin");
    }
}
