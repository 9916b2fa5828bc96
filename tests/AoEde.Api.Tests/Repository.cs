using System.Runtime.CompilerServices;

namespace AoEde.Api.Tests;

/// <summary>Files of the source tree that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string Samples { get; } = Path.Combine(Root, "config", "samples");

    public static string TestData { get; } = Path.Combine(Root, "tests", "AoEde.Api.Tests", "testdata");

    private static string Here([CallerFilePath] string path = "") => path;
}
