namespace AoEde.Api.Rules;

/// <summary>Dotted paths of fields, such as <c>spec.interfaces[0]</c>.</summary>
internal static class FieldPath
{
    /// <summary>Whether one path is the other or lies on the way to it.</summary>
    public static bool Covers(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    public static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    /// <summary>The path without its last part; empty at the root.</summary>
    public static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
}
