using System.Runtime.CompilerServices;

namespace AoEde.CrdGen.Tests;

/// <summary>The source tree that generated files are compared with.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static string Here([CallerFilePath] string path = "") => path;
}
