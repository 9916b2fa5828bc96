namespace AoEde.Api.Tests.Rules;

/// <summary>One row: a node, and whether one rule accepts it.</summary>
public sealed record NodeCase(string Rule, bool Accepted, string Note, AoENode Node)
{
    public override string ToString() => $"{Rule} {(Accepted ? "accepts" : "rejects")} {Note}";
}
