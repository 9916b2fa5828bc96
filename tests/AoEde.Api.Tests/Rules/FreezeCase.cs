namespace AoEde.Api.Tests.Rules;

/// <summary>One row: a freeze, its former self if the rule compares, and whether one rule accepts it.</summary>
public sealed record FreezeCase(string Rule, bool Accepted, string Note, AoEFreeze Freeze, AoEFreeze? Old = null)
{
    public override string ToString() => $"{Rule} {(Accepted ? "accepts" : "rejects")} {Note}";
}
