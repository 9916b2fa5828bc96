using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AoEde.Api.Rules;

namespace AoEde.Api.Tests.Cel;

/// <summary>
/// cel-cases.json: one matrix, which the C# rules here, a CEL evaluator and real API servers (AoEde.CrdGen.Tests) all have to agree with. After a
/// change of the rows, run the tests once with AOEDE_WRITE_GOLDEN=1 and read the diff.
/// </summary>
public sealed class CelCaseFileTests
{
    private static readonly string FilePath = Path.Combine(Repository.Root, "tests", "AoEde.Api.Tests", "cel-cases.json");

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void File_ComparedWithTheRows_IsWhatTheyGive()
    {
        // One row per line, so that a diff shows which.
        var text = $"[\n{string.Join(",\n", CelMatrix.Make().Select(row => JsonSerializer.Serialize(row, Compact)))}\n]\n";
        if (Environment.GetEnvironmentVariable("AOEDE_WRITE_GOLDEN") == "1")
            File.WriteAllText(FilePath, text);

        File.ReadAllText(FilePath).ShouldBe(text);
    }

    [Fact]
    public void EveryRow_ReadAsJson_BreaksTheRulesItNames()
    {
        foreach (var row in Read())
            Broken(row).ShouldBe(row.Violates, row.Id);
    }

    [Fact]
    public void EveryRowBefore_ReadAsJson_BreaksNone()
    {
        foreach (var row in Read().Where(row => row.Old is not null))
            Broken(row with { Object = row.Old!, Old = null }).ShouldBeEmpty(row.Id);
    }

    [Fact]
    public void EveryRuleOfATable_HasRowsThatOnlyItRefusesAndRowsThatItAccepts()
    {
        var rows = Read();
        var ids = AoeTargetRules.All.Select(rule => rule.Id).Concat(AoeFreezeRules.All.Select(rule => rule.Id)).Concat(AoeNodeRules.All.Select(rule => rule.Id));

        foreach (var id in ids)
        {
            rows.ShouldContain(row => row.RefusedBy == "cel" && row.Violates.Count == 1 && row.Violates[0] == id, id);
            rows.ShouldContain(row => row.Id.Contains($" {id} accepts", StringComparison.Ordinal) && row.RefusedBy == null, id);
        }
    }

    private static List<CelCase> Read() => JsonSerializer.Deserialize<List<CelCase>>(File.ReadAllText(FilePath), Compact)!;

    private static IEnumerable<string> Broken(CelCase row) => (row.Kind switch
    {
        AoETarget.KindName => AoeTargetRules.Validate(As<AoETarget>(row.Object)!, As<AoETarget>(row.Old)),
        AoEFreeze.KindName => AoeFreezeRules.Validate(As<AoEFreeze>(row.Object)!, As<AoEFreeze>(row.Old)),
        _ => AoeNodeRules.Validate(As<AoENode>(row.Object)!, As<AoENode>(row.Old)),
    }).Select(violation => violation.Rule).Distinct(StringComparer.Ordinal);

    private static T? As<T>(JsonObject? json)
        where T : class => json.Deserialize<T>(ApiJson.Options);
}
