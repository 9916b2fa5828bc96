using System.Text;
using AoEde.Api.Rules;
using AoEde.Api.Schema;

namespace AoEde.Api.Manifests;

/// <summary>
/// Reads targets from YAML or JSON files: the same objects that a cluster takes, checked by the same rules. Nothing about a file's content
/// is ever thrown; all of it is a <see cref="Diagnostic"/>.
/// </summary>
/// <param name="options">Where the targets are to be served.</param>
public sealed class ManifestReader(ManifestOptions options)
{
    /// <summary>Largest file in bytes: some thousand targets.</summary>
    public const int LargestFile = 4 * 1024 * 1024;

    /// <summary>Reads a file, or every manifest of a folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <returns>Everything read, and what was wrong with it.</returns>
    public ManifestSet Read(string path) => ManifestSet.Combine(ReadFiles(path));

    /// <summary>Reads a file, or every manifest of a folder, without looking for what they ask for twice.</summary>
    /// <param name="path">The file or folder.</param>
    /// <returns>The files in the order of their names, for <see cref="ManifestSet.Combine"/>.</returns>
    public IReadOnlyList<ManifestFile> ReadFiles(string path)
    {
        try
        {
            return Directory.Exists(path) ? [.. ManifestFolder.List(path).Select(ReadFile)] : [ReadFile(path)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [CannotRead(path, problem)];
        }
    }

    /// <summary>Reads one file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says; a file that is missing or may not be read is unreadable.</returns>
    public ManifestFile ReadFile(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > LargestFile)
                return Unreadable(path, $"{info.Length} bytes are too large for a manifest", $"split it into files of {LargestFile} bytes");

            return ReadText(path, File.ReadAllText(path, Encoding.UTF8));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return CannotRead(path, problem);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">Name under which findings are reported.</param>
    /// <param name="text">YAML with any number of documents, or JSON.</param>
    /// <returns>What it says.</returns>
    public ManifestFile ReadText(string file, string text)
    {
        if (!YamlText.TryLoad(file, text, out var documents, out var problem))
            return ManifestFile.Unreadable(file, problem);

        var reader = new DocumentReader(file, options);
        foreach (var document in documents)
            reader.Read(document);

        var diagnostics = reader.Diagnostics.OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column);
        return new ManifestFile(file, IsReadable: true, reader.Targets, [.. diagnostics]) { Refused = reader.Refused };
    }

    private static ManifestFile CannotRead(string path, Exception problem) =>
        Unreadable(path, $"cannot be read: {Shown.Line(problem.Message.TrimEnd('.'))}", "check that it exists and may be read");

    private static ManifestFile Unreadable(string path, string message, string remedy) =>
        ManifestFile.Unreadable(path, new Diagnostic(path, 0, 0, Severity.Error, "", message, remedy));
}
