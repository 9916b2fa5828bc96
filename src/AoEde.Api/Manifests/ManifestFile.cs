using AoEde.Api.Rules;

namespace AoEde.Api.Manifests;

/// <summary>What one file says. Nothing in it depends on another file.</summary>
/// <param name="Path">The file as it was named to the reader.</param>
/// <param name="IsReadable">
/// Whether the file is there and is YAML. When false it has no targets and one error, and whoever served its last version may keep that.
/// </param>
/// <param name="Targets">Targets without errors of their own.</param>
/// <param name="Diagnostics">Findings in the order of the lines.</param>
public sealed record ManifestFile(
    string Path, bool IsReadable, IReadOnlyList<ManifestTarget> Targets, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>
    /// Names of targets in the file that have errors. They were not taken away, they were spoilt: whoever serves such a target from an
    /// earlier version may go on.
    /// </summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Whether anything in the file was refused.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    internal static ManifestFile Unreadable(string path, Diagnostic why) => new(path, IsReadable: false, [], [why]);
}
