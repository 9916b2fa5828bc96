using System.Reflection;
using AoEde.Api.Choices;

namespace AoEde.Api.Tests;

/// <summary>docs/reference/events-and-conditions.md lists what the API has, and nothing else.</summary>
public sealed class ReasonDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "reference", "events-and-conditions.md"));

    [Fact]
    public void Conditions_OfATarget_AreAllListed() => Column("AoETarget", 1).ShouldBe(Constants(typeof(Conditions)), ignoreOrder: true);

    [Fact]
    public void Reasons_OfATarget_AreAllListed() => Column("AoETarget", 3).ShouldBe(Constants(typeof(Reasons)), ignoreOrder: true);

    [Fact]
    public void Conditions_OfAFreeze_AreAllListed() => Column("AoEFreeze", 1).ShouldBe(Constants(typeof(FreezeConditions)), ignoreOrder: true);

    [Fact]
    public void Reasons_OfAFreeze_AreAllListed()
    {
        Constants(typeof(FreezeReasons)).ShouldBeSubsetOf(Column("AoEFreeze", 3));
        Column("AoEFreeze", 3).ShouldBeSubsetOf(Constants(typeof(FreezeReasons)).Concat(Constants(typeof(FreezePhase))));
    }

    [Fact]
    public void Conditions_OfANode_AreAllListed() => Column("AoENode", 1).ShouldBe(Constants(typeof(NodeConditions)), ignoreOrder: true);

    [Fact]
    public void Reasons_OfANode_AreAllListed() => Column("AoENode", 3).ShouldBe(Constants(typeof(NodeReasons)), ignoreOrder: true);

    [Fact]
    public void Events_AreAllListedOnce()
    {
        Column("Events", 1).ShouldBe(Constants(typeof(EventReasons)), ignoreOrder: true);
        Rows("Events").Count().ShouldBe(Constants(typeof(EventReasons)).Length);
    }

    private static IEnumerable<string[]> Rows(string section) => Lines
        .SkipWhile(line => line != $"## {section}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    private static string[] Column(string section, int number) => [.. Rows(section).Select(cells => cells[number].Trim('`')).Distinct()];

    private static string[] Constants(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Distinct()];
}
