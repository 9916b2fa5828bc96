using System.Text;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Api.Tests.Manifests;

/// <summary>Damaged files: whatever they hold, reading them ends with findings and never with an exception.</summary>
public sealed class MutationTests
{
    private const string Hostile = "{}[]:,-#&*!|>'\"%@`\\\t\n \0\u0085\uFEFF\uD800~?<=yn0é";

    private static readonly string[] Words =
    [
        "---", "...", "<<", "*a", "&a", "!!str", "!!binary", "? ", "- ", ": ", "null", "Off", "0x1", "1e9", "99999999999999999999", "-1", "[]",
        "{}", "spec:", "kind: List", "items:", "%YAML 1.1", "|2-", "&a [*a]",
    ];

    private static readonly string[] Originals =
        [.. Directory.GetFiles(Repository.Samples, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    [Fact]
    public void DamagedManifest_Read_NeverThrows() => Check(text =>
    {
        var file = new ManifestReader(ManifestOptions.SingleHost("h")).ReadText("f.yaml", text);
        Judge(file.Diagnostics, text);
        if (!file.IsReadable)
            (file.Targets.Count, file.Diagnostics.Count).ShouldBe((0, 1));
        foreach (var target in file.Targets)
            AoeTargetRules.Validate(target.Target).ShouldAllBe(violation => violation.Rule == "spec.nodeName/required");
    });

    [Fact]
    public void DamagedPolicy_Read_NeverThrows() => Check(text =>
    {
        var file = AgentPolicyFile.ReadText("p.yaml", text);
        Judge(file.Diagnostics, text);
        (file.Policy is null).ShouldBe(file.Diagnostics.Any(d => d.Severity == Severity.Error));
    });

    private static void Check(Action<string> body) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => body(Mutate(seed)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(1_000_000));

    private static void Judge(IReadOnlyList<Diagnostic> findings, string text)
    {
        var lines = text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028') + 2;
        foreach (var finding in findings)
        {
            finding.Message.ShouldNotBeNullOrWhiteSpace();
            finding.Remedy.ShouldNotBeNullOrWhiteSpace();
            finding.Line.ShouldBeInRange(1, lines);
            finding.ToString().Any(char.IsControl).ShouldBeFalse();
        }
    }

    private static string Mutate(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Originals[random.Next(Originals.Length)]);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 40), text.Length - at);
            switch (random.Next(6))
            {
                case 0: text.Remove(at, length); break;
                case 1: text.Insert(random.Next(text.Length + 1), text.ToString(at, length)); break;
                case 2: text.Insert(at, Hostile[random.Next(Hostile.Length)]); break;
                case 3: text.Insert(at, Words[random.Next(Words.Length)]); break;
                case 4: text.Length = at; break;
                default: text.Remove(at, length).Insert(at, Words[random.Next(Words.Length)]); break;
            }
        }

        return text.ToString();
    }
}
