using System.Text.RegularExpressions;
using AoEde.Api.Rules;
using AoEde.Api.Schema;
using AoEde.Api.Tests.Rules;

namespace AoEde.Api.Tests.Cel;

/// <summary>The rows of every table of rules as one matrix, for readers that know no C#.</summary>
internal static class CelMatrix
{
    public static IReadOnlyList<CelCase> Make()
    {
        var rows = TableCases.All().Concat(BoundCases.All()).Concat(TextCases.All())
            .Select(row => Case(row.ToString(), row.Target, row.Old, AoeTargetRules.Validate(row.Target, row.Old)))
            .Concat(FreezeCases.All().Select(row => Case(row.ToString(), row.Freeze, row.Old, AoeFreezeRules.Validate(row.Freeze, row.Old))))
            .Concat(NodeCases.All().Select(row => Case(row.ToString(), row.Node, null, AoeNodeRules.Validate(row.Node))));

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. rows.Select(row =>
        {
            var id = $"{row.Kind} {row.Id}";
            var count = seen[id] = seen.GetValueOrDefault(id) + 1;
            return row with { Id = count == 1 ? id : $"{id} ({count})" };
        })];
    }

    private static CelCase Case(string id, object subject, object? old, IReadOnlyList<RuleViolation> broken)
    {
        var rules = broken.Select(violation => violation.Rule).Distinct(StringComparer.Ordinal).ToList();
        var refusedBy = broken.Any(violation => IsOfASchema(violation, subject)) ? "schema"
            : broken.Any(violation => !violation.Rule.Contains('/', StringComparison.Ordinal)) ? "cel"
            : broken.Count > 0 ? "operator" : null;
        return new(Shorten(id), subject.GetType().Name, rules, refusedBy, SparseJson.Of(subject), old is null ? null : SparseJson.Of(old));
    }

    // A pattern knows the shape of an amount or a moment; only code knows that 0s is no time, 8Ei too much and the 30th of February no day.
    private static bool IsOfASchema(RuleViolation violation, object subject)
    {
        var parts = violation.Rule.Split('/');
        if (parts.Length == 1)
            return false;
        if (parts[1] is not ("duration" or "quantity" or "timestamp"))
            return true;

        var field = ObjectSchema.Of(subject.GetType()).Walk().Single(known => known.Path == parts[0]).Field;
        var owner = ObjectSchema.Of(subject.GetType()).Walk().Where(known => known.Field.Object?.Fields.Contains(field) == true).Select(known => known.Path).Single();
        var value = (string)field.Property.GetValue(Follow(subject, owner))!;
        var pattern = field.Constraints.OfType<PatternAttribute>().Single().Pattern;
        return !Regex.IsMatch(value, pattern.Replace("$", @"\z", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static object Follow(object subject, string path) => path.Split('.').Aggregate(
        subject, (owner, name) => ObjectSchema.Of(owner.GetType()).Find(name)!.Property.GetValue(owner)!);

    private static string Shorten(string id) => id.Length <= 120 ? id : string.Concat(id.AsSpan(0, 120), "…");
}
