using System.Runtime.CompilerServices;
using System.Text;

namespace AoEde.Testing.Files;

/// <summary>
/// Compares a text with the file `golden/NAME` beside the test's source. With AOEDE_UPDATE_GOLDEN=1 it writes the file
/// instead, to be reviewed and committed.
/// </summary>
public static class GoldenFile
{
    /// <summary>Null if equal, else a message that shows the first difference.</summary>
    public static string? Compare(string name, string actual, [CallerFilePath] string testSource = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testSource)!, "golden", name);
        if (string.Equals(Environment.GetEnvironmentVariable("AOEDE_UPDATE_GOLDEN"), "1", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return null;
        }

        return File.Exists(path)
            ? FirstDifference(name, File.ReadAllText(path), actual)
            : $"golden/{name} does not exist; AOEDE_UPDATE_GOLDEN=1 writes it. It would hold:\n{actual}";
    }

    private static string? FirstDifference(string name, string expected, string actual)
    {
        if (string.Equals(expected, actual, StringComparison.Ordinal))
            return null;
        var expectedLines = expected.Split('\n');
        var actualLines = actual.Split('\n');
        var line = 0;
        while (line < expectedLines.Length && line < actualLines.Length &&
               string.Equals(expectedLines[line], actualLines[line], StringComparison.Ordinal))
            line++;
        return $"golden/{name} line {line + 1}\n  expected: {At(expectedLines, line)}\n  actual:   {At(actualLines, line)}";
    }

    private static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of text)";
}
