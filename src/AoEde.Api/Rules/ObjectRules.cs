namespace AoEde.Api.Rules;

/// <summary>Applies the rules of a kind to one object of it.</summary>
internal static class ObjectRules
{
    public static IReadOnlyList<RuleViolation> Validate<T>(IReadOnlyList<ObjectRule<T>> table, T subject, T? old)
        where T : class
    {
        var violations = new List<RuleViolation>(StructuralRules.Check(subject));
        foreach (var rule in table)
        {
            // A field that is missing or malformed has been reported; how it relates to others can wait.
            if (rule.Check(subject, old) is { } violation && !violations.Exists(known => FieldPath.Covers(known.Field, violation.Field)))
                violations.Add(violation);
        }

        return violations;
    }
}
