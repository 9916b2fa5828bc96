namespace AoEde.Api.Rules;

/// <summary>One rule that an object breaks.</summary>
/// <param name="Rule">Id of the rule, such as <c>T3</c> or <c>spec.shelf/bounds</c>.</param>
/// <param name="Field">Dotted path of the field concerned.</param>
/// <param name="Message">The cause.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Severity">Whether the object may still be served.</param>
public sealed record RuleViolation(string Rule, string Field, string Message, string Remedy, Severity Severity = Severity.Error)
{
    /// <summary>The form in which conditions and refusals show it.</summary>
    /// <returns><c>field: message (remedy)</c>.</returns>
    public override string ToString() => $"{Field}: {Message} ({Remedy})";
}
