using System.Text.Json;
using AoEde.CrdGen.Crds;

namespace AoEde.CrdGen.Tests.Cel;

/// <summary>The rules of the committed definitions, by an evaluator of CEL, against the matrix that C# agrees with.</summary>
public sealed class CelEvaluatorTests
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "AoEde.CrdGen.Tests", "Cel", "evaluate.mjs");

    [SkippableFact]
    public async Task EveryRow_Evaluated_BreaksTheRulesThatCSharpNames()
    {
        Skip.If(CelEvaluator.Missing() is not null, CelEvaluator.Missing());

        // A server asks the rules only when the schema holds.
        var rows = CelCase.All().Where(row => row.RefusedBy != CelCase.BySchema).ToList();
        var folder = Directory.CreateTempSubdirectory("aoede-cel-");
        try
        {
            var definitions = Path.Combine(folder.FullName, "definitions.json");
            var cases = Path.Combine(folder.FullName, "cases.json");
            await File.WriteAllTextAsync(definitions, $"[{string.Join(',', CommittedDefinitions.AsJson())}]");
            await File.WriteAllTextAsync(cases, JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));

            var said = JsonSerializer.Deserialize<List<Verdict>>(await CelEvaluator.RunAsync(Script, definitions, cases), JsonSerializerOptions.Web)!;

            said.Count.ShouldBe(rows.Count);
            var ids = KindModel.All.SelectMany(kind => kind.Rules).ToDictionary(rule => rule.Message, rule => rule.Id);
            foreach (var (row, verdict) in rows.Zip(said))
                verdict.Broken.Select(message => ids[message]).ShouldBe(row.Violates.Where(ids.Values.Contains), ignoreOrder: true, row.Id);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Verdict(string Id, IReadOnlyList<string> Broken);
}
