using AoEde.Api.Rules;

namespace AoEde.Api.Tests.Rules;

/// <summary>Every rule of a node against every row that is about it.</summary>
public sealed class NodeRuleTests
{
    private static readonly List<NodeCase> Matrix = [.. NodeCases.All()];

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        for (var i = 0; i < Matrix.Count; i++)
            rows.Add(i, Matrix[i].ToString());
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Rule_Row_GivesTheExpectedVerdict(int index, string row)
    {
        var (rule, accepted, _, node) = Matrix[index];

        var broken = AoeNodeRules.Validate(node).Select(violation => violation.Rule).ToList();

        if (accepted)
            broken.ShouldBeEmpty(row);
        else
            broken.ShouldContain(rule, row);
    }

    [Fact]
    public void EveryRule_IsAcceptedAndRejectedByARow()
    {
        var ids = AoeNodeRules.All.Select(rule => rule.Id).Concat(StructuralRules.Ids(typeof(AoENode))).ToList();

        ids.Where(id => !Matrix.Exists(row => row.Rule == id && row.Accepted)).ShouldBeEmpty("rules without an accepting row");
        ids.Where(id => !Matrix.Exists(row => row.Rule == id && !row.Accepted)).ShouldBeEmpty("rules without a rejecting row");
        Matrix.Select(row => row.Rule).Except(ids).ShouldBeEmpty("rows about no rule");
    }
}
