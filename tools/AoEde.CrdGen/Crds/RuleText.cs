namespace AoEde.CrdGen.Crds;

/// <summary>What one rule says to an API server.</summary>
/// <param name="Id">Id such as <c>T1</c>.</param>
/// <param name="Where">Path of the object on which it stands; empty for the root.</param>
/// <param name="Cel">The rule.</param>
/// <param name="Message">Field, cause and remedy.</param>
/// <param name="Cause">The cause alone.</param>
/// <param name="IsTransition">Whether it compares with the former object.</param>
public sealed record RuleText(string Id, string Where, string Cel, string Message, string Cause, bool IsTransition);
