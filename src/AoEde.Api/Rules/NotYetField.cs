namespace AoEde.Api.Rules;

/// <summary>A field whose effect this version does not have, so that it is refused rather than ignored.</summary>
/// <param name="Field">Dotted path of the field.</param>
/// <param name="IsUsed">Whether an object asks for the effect.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record NotYetField(string Field, Func<AoETarget, bool> IsUsed, string Remedy);
