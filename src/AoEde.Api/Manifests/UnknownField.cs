using AoEde.Api.Schema;

namespace AoEde.Api.Manifests;

/// <summary>Advice about a field that does not exist where it stands and is not just misspelt.</summary>
internal static class UnknownField
{
    public static string Remedy(string name, string path, ObjectSchema schema, ObjectSchema root)
    {
        var elsewhere = root.Walk().Where(known => known.Field.Name == name).Select(known => known.Path).Take(2).ToList();
        if (elsewhere.Count > 0)
            return $"it belongs at {string.Join(" or ", elsewhere)}";

        var known = string.Join(", ", schema.Fields.Select(field => field.Name));
        return path.Length == 0 ? $"the fields here are {known}" : $"the fields of {path} are {known}";
    }
}
