namespace AoEde.Chart.Tests;

/// <summary>The real helm, from the cache; fetched there the first time.</summary>
internal static class Helm
{
    public const string Release = "aoede";
    public const string Namespace = "aoede-system";
    public const string Newest = "1.35.0";

    private static readonly Lazy<string?> s_program = new(Find);

    /// <summary>Runs helm; the test is skipped where there is none.</summary>
    public static Command.Result Run(params string[] words)
    {
        Skip.If(s_program.Value is null, "helm is not in the cache and could not be fetched: run tests/cluster/kubectl.sh");
        return Command.Run(s_program.Value!, words);
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
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var program = Path.Combine(cache, "aoede", "bin", "helm");
        if (!File.Exists(program))
            Command.Run(Path.Combine(Repository.Root, "tests", "cluster", "kubectl.sh"));
        return File.Exists(program) ? program : null;
    }
}
