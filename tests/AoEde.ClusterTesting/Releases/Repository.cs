using System.Runtime.CompilerServices;

namespace AoEde.ClusterTesting.Releases;

/// <summary>The source tree that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>The Helm chart.</summary>
    public static string Chart { get; } = Path.Combine(Root, "charts", "aoede");

    private static string Here([CallerFilePath] string path = "") => path;
}
