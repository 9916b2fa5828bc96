using AoEde.Api.Manifests;

namespace AoEde.Api.Tests.Manifests;

/// <summary>
/// The exact words about bad files. After a deliberate change of words, run the tests once with AOEDE_WRITE_GOLDEN=1 and read the diff.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.TestData, "bad");

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder)
        .Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(".golden", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void BadFile_Read_SaysExactlyThis(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        var findings = name.StartsWith("policy", StringComparison.Ordinal)
            ? AgentPolicyFile.ReadText(name, text).Diagnostics
            : ManifestSet.Combine([new ManifestReader(ManifestOptions.Cluster).ReadText(name, text)]).Diagnostics;
        var said = string.Concat(findings.Select(finding => $"{finding}\n"));

        var golden = Path.Combine(Folder, $"{name}.golden");
        if (Environment.GetEnvironmentVariable("AOEDE_WRITE_GOLDEN") == "1")
            File.WriteAllText(golden, said);

        said.ShouldBe(File.ReadAllText(golden));
    }
}
