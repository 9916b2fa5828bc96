using System.Text.Json;
using System.Text.Json.Serialization;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.Api.Tests.Rules;

/// <summary>Every rule of a freeze against every row that is about it: in memory, and as a body.</summary>
public sealed class FreezeRuleTests
{
    private static readonly List<FreezeCase> Matrix = [.. FreezeCases.All()];

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

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
        var (rule, accepted, _, freeze, old) = Matrix[index];

        var broken = AoeFreezeRules.Validate(freeze, old).Select(violation => violation.Rule).ToList();

        if (accepted)
            broken.ShouldBeEmpty(row);
        else
            broken.ShouldContain(rule, row);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Body_SameRow_GivesTheSameVerdict(int index, string row)
    {
        var (rule, accepted, _, freeze, old) = Matrix[index];

        var file = AoEFreezeFile.ReadText("body", JsonSerializer.Serialize(freeze, Web), inCluster: true, old);

        (file.Freeze is not null).ShouldBe(accepted, $"{row}: {string.Join('\n', file.Diagnostics)}");
        if (!accepted)
        {
            // Of several findings about one field a file reports the first only.
            var field = AoeFreezeRules.All.FirstOrDefault(known => known.Id == rule)?.Field ?? rule.Split('/')[0];
            file.Diagnostics.ShouldContain(d => FieldPath.Covers(field, d.Field) || FieldPath.Covers(d.Field, field), row);
        }
    }

    [Fact]
    public void EveryRule_IsAcceptedAndRejectedByARow()
    {
        var ids = AoeFreezeRules.All.Select(rule => rule.Id).Concat(StructuralRules.Ids(typeof(AoEFreeze))).ToList();

        ids.Where(id => !Matrix.Exists(row => row.Rule == id && row.Accepted)).ShouldBeEmpty("rules without an accepting row");
        ids.Where(id => !Matrix.Exists(row => row.Rule == id && !row.Accepted)).ShouldBeEmpty("rules without a rejecting row");
        Matrix.Select(row => row.Rule).Except(ids).ShouldBeEmpty("rows about no rule");
    }

    [Fact]
    public void Table_IdsAndCel_AreConsistent()
    {
        AoeFreezeRules.All.Select(rule => rule.Id).ShouldBe(["F1", "F2", "F3", "F4", "F5", "F6", "F7"]);
        AoeFreezeRules.All.ShouldAllBe(rule => rule.Cel.Contains("oldSelf", StringComparison.Ordinal) == rule.IsTransition);
    }

    [Fact]
    public void Body_WithStatus_IsReadWithoutIt()
    {
        var known = FreezeCases.Plain with
        {
            Status = new() { Phase = "Frozen", FrozenAt = DateTimeOffset.UnixEpoch, Conditions = [new() { Type = "Frozen", Status = "True" }] },
        };

        var file = AoEFreezeFile.ReadText("body", JsonSerializer.Serialize(known, Web), inCluster: false);

        file.Diagnostics.ShouldBeEmpty();
        file.Freeze!.Status.ShouldBeNull();
    }

    [Fact]
    public void Json_RoundTrip_KeepsStatusToTheMicrosecond()
    {
        var moment = new DateTimeOffset(2026, 11, 21, 9, 0, 0, 123, 456, TimeSpan.Zero);
        var known = FreezeCases.Plain with { Status = new() { FrozenAt = moment, Targets = [new() { Name = "disk11", FrozenAt = moment, Sequence = 7 }] } };

        var text = JsonSerializer.Serialize(known, Web);
        var read = JsonSerializer.Deserialize<AoEFreeze>(text, Web)!;

        text.ShouldContain("\"frozenAt\":\"2026-11-21T09:00:00.123456Z\"");
        read.Status!.FrozenAt.ShouldBe(moment);
        read.Status.Targets.ShouldBe(known.Status.Targets);
    }

    [Theory]
    [InlineData("", "expected an object, found nothing")]
    [InlineData("[]", "expected an object, found a list")]
    [InlineData("{", "not YAML")]
    [InlineData("{}", "apiVersion: is required")]
    [InlineData("apiVersion: aoede.io/v1alpha1\nkind: AoEFreeze\nmetadata: {name: a}\nspec: {targets: [t], tll: 5m}", "did you mean ttl?")]
    [InlineData("apiVersion: aoede.io/v1alpha1\nkind: AoEFreeze\nmetadata: {name: a}\nspec: {targets: [t]}\n---\na: b", "send one freeze at a time")]
    public void Body_Mistake_IsNamed(string text, string expected)
    {
        var file = AoEFreezeFile.ReadText("body", text, inCluster: false);

        file.Freeze.ShouldBeNull();
        string.Join('\n', file.Diagnostics).ShouldContain(expected);
    }

    [Fact]
    public void Body_HolderRefOnASingleHost_IsAcceptedWithAWarning()
    {
        var text = """
            apiVersion: aoede.io/v1alpha1
            kind: AoEFreeze
            metadata: {name: a}
            spec: {targets: [t], holderRef: {apiVersion: batch/v1, kind: Job, name: j}}
            """;

        AoEFreezeFile.ReadText("body", text, inCluster: true).Diagnostics.ShouldBeEmpty();
        var file = AoEFreezeFile.ReadText("body", text, inCluster: false);
        file.Freeze.ShouldNotBeNull();
        file.Diagnostics.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
    }
}
