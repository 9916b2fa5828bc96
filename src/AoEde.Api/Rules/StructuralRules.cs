using AoEde.Api.Schema;

namespace AoEde.Api.Rules;

/// <summary>
/// Required fields and bounds, applied to an object in memory. A CRD says the same to an API server; here they also hold for manifest
/// files and for objects that an older server let through.
/// </summary>
public static class StructuralRules
{
    /// <summary>Ids of every structural rule of a kind: <c>field path/rule</c>, such as <c>spec.shelf/bounds</c>.</summary>
    /// <param name="type">The record type of the kind.</param>
    /// <returns>The ids, in the order of the fields.</returns>
    public static IEnumerable<string> Ids(Type type)
    {
        foreach (var (path, field) in ObjectSchema.Of(type).Walk())
        {
            if (field.IsRequired)
                yield return $"{path}/required";

            foreach (var constraint in field.Constraints)
                yield return $"{path}/{constraint.Id}";
        }
    }

    /// <summary>Checks an object against the schema of its type.</summary>
    /// <param name="root">The object.</param>
    /// <returns>Every violation, in the order of the fields.</returns>
    public static IReadOnlyList<RuleViolation> Check(object root)
    {
        var violations = new List<RuleViolation>();
        CheckObject(root, ObjectSchema.Of(root.GetType()), "", violations);
        return violations;
    }

    private static void CheckObject(object owner, ObjectSchema schema, string prefix, List<RuleViolation> violations)
    {
        foreach (var field in schema.Fields)
        {
            var path = prefix.Length == 0 ? field.Name : $"{prefix}.{field.Name}";
            var value = field.Property.GetValue(owner);
            if (IsMissing(value, field))
            {
                if (field.Requirement is { } requirement)
                    violations.Add(new RuleViolation($"{path}/required", path, "is required", requirement.Remedy));

                // An empty required list breaks one rule, not two.
                if (field.IsRequired || value is null)
                    continue;
            }

            if (field.Object is not null)
                CheckObject(value!, field.Object, path, violations);
            else
                CheckValue(value!, field, path, violations);
        }
    }

    private static void CheckValue(object value, FieldSchema field, string path, List<RuleViolation> violations)
    {
        foreach (var constraint in field.Constraints)
        {
            if (value is IReadOnlyList<string> list && !constraint.OnList)
            {
                for (var i = 0; i < list.Count; i++)
                    Add(constraint.Check(list[i]), constraint, i);
            }
            else if (value is IReadOnlyDictionary<string, string> map)
            {
                foreach (var complaint in constraint.OnList ? [constraint.Check(map)] : map.Values.Select(constraint.Check))
                    Add(complaint, constraint, -1);
            }
            else
            {
                Add(constraint.Check(value is int number ? (long)number : value), constraint, -1);
            }
        }

        void Add(Complaint? complaint, ConstraintAttribute constraint, int item)
        {
            if (complaint is null)
                return;

            var index = Math.Max(item, complaint.Item);
            var place = index < 0 ? path : $"{path}[{index}]";
            violations.Add(new RuleViolation($"{path}/{constraint.Id}", place, complaint.Message, complaint.Remedy));
        }
    }

    // A required object that says nothing at all was most likely not written.
    private static bool IsMissing(object? value, FieldSchema field) =>
        value is null or "" or IReadOnlyList<string> { Count: 0 }
        || (field is { IsRequired: true, Object: not null } && value.Equals(Activator.CreateInstance(value.GetType())));
}
