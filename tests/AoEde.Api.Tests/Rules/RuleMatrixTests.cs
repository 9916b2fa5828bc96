using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.Api.Tests.Rules;

/// <summary>Every rule against every row that is about it: in memory, and read from a file.</summary>
public sealed class RuleMatrixTests
{
    private static readonly List<RuleCase> Matrix = [.. TableCases.All(), .. BoundCases.All(), .. TextCases.All()];

    public static TheoryData<int, string> Rows() => Choose(_ => true);

    // A file has no former self, and the reader judges kind and apiVersion before it reads the rest.
    public static TheoryData<int, string> RowsForFiles() => Choose(row => row.Old is null && row.Rule.Split('/')[0] is not ("kind" or "apiVersion"));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Rule_Row_GivesTheExpectedVerdict(int index, string row)
    {
        var (rule, accepted, _, target, old) = Matrix[index];

        var broken = AoeTargetRules.Validate(target, old).Select(violation => violation.Rule).ToList();

        if (accepted)
            broken.ShouldBeEmpty(row);
        else
            broken.ShouldContain(rule, row);
    }

    [Theory]
    [MemberData(nameof(RowsForFiles))]
    public void Manifest_SameRow_GivesTheSameVerdict(int index, string row)
    {
        var (rule, accepted, _, target, old) = Matrix[index];
        var file = new ManifestReader(ManifestOptions.Cluster).ReadText("row.json", Json.Write(target));

        // Of several findings about one field a file reports the first only.
        var field = AoeTargetRules.All.FirstOrDefault(known => known.Id == rule)?.Field ?? rule.Split('/')[0];
        var found = file.Diagnostics.Where(d => !d.Rule.EndsWith("/not-yet", StringComparison.Ordinal)).ToList();
        if (accepted)
            found.ShouldBeEmpty(row);
        else
            found.ShouldContain(d => FieldPath.Covers(field, d.Field), $"{row}: {string.Join('\n', file.Diagnostics)}");

    }

    [Fact]
    public void EveryRule_IsAcceptedAndRejectedByARow()
    {
        var ids = AoeTargetRules.All.Select(rule => rule.Id).Concat(StructuralRules.Ids(typeof(AoETarget))).ToList();

        ids.Where(id => !Matrix.Exists(row => row.Rule == id && row.Accepted)).ShouldBeEmpty("rules without an accepting row");
        ids.Where(id => !Matrix.Exists(row => row.Rule == id && !row.Accepted)).ShouldBeEmpty("rules without a rejecting row");
        Matrix.Select(row => row.Rule).Except(ids).ShouldBeEmpty("rows about no rule");
    }

    [Fact]
    public void EveryViolation_SaysFieldCauseAndRemedy()
    {
        foreach (var violation in Matrix.SelectMany(row => AoeTargetRules.Validate(row.Target, row.Old)))
        {
            violation.Field.ShouldNotBeNullOrWhiteSpace();
            violation.Message.ShouldNotBeNullOrWhiteSpace(violation.Rule);
            violation.Remedy.ShouldNotBeNullOrWhiteSpace(violation.Rule);
            violation.ToString().ShouldNotContain("\n");
        }
    }

    [Fact]
    public void Table_IdsAndCel_AreThoseOfTheDesign()
    {
        AoeTargetRules.All.Select(rule => rule.Id).ShouldBe(["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9"]);
        AoeTargetRules.All.Where(rule => rule.Cel.Contains("oldSelf", StringComparison.Ordinal)).ShouldAllBe(rule => rule.IsTransition);
        AoeTargetRules.All.Count(rule => rule.IsTransition).ShouldBe(3);
    }

    private static TheoryData<int, string> Choose(Func<RuleCase, bool> isWanted)
    {
        var rows = new TheoryData<int, string>();
        for (var i = 0; i < Matrix.Count; i++)
        {
            if (isWanted(Matrix[i]))
                rows.Add(i, Matrix[i].ToString());
        }

        return rows;
    }
}
