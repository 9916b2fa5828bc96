using System.Runtime.CompilerServices;

namespace AoEde.Chart.Tests;

/// <summary>Files of the source tree that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string Chart { get; } = Path.Combine(Root, "charts", "aoede");

    public static string Golden { get; } = Path.Combine(Root, "tests", "AoEde.Chart.Tests", "golden");

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Here([CallerFilePath] string path = "") => path;
}
