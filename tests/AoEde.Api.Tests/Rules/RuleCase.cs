namespace AoEde.Api.Tests.Rules;

/// <summary>One row of the matrix: an object, its former self if the rule compares, and whether one rule accepts it.</summary>
public sealed record RuleCase(string Rule, bool Accepted, string Note, AoETarget Target, AoETarget? Old = null)
{
    public override string ToString() => $"{Rule} {(Accepted ? "accepts" : "rejects")} {Note}";
}
