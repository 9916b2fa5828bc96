namespace AoEde.Api.Manifests;

/// <summary>A target that a file asks for, free of errors of its own.</summary>
/// <param name="Target">The object.</param>
/// <param name="File">The file as it was named to the reader.</param>
/// <param name="Line">Line on which the object starts, from 1.</param>
public sealed record ManifestTarget(AoETarget Target, string File, int Line)
{
    /// <summary>Name of the target.</summary>
    public string Name => Target.Metadata.Name ?? "";

    /// <summary>Line of a field, or of what is nearest above it, from 1.</summary>
    /// <param name="field">Dotted path, as a rule names it.</param>
    /// <returns>The line.</returns>
    public int LineOf(string field) => Marks.Find(field).Line;

    internal FieldMarks Marks { get; init; } = new();
}
