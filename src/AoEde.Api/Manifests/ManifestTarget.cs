namespace AoEde.Api.Manifests;

/// <summary>A target that a file asks for, free of errors of its own.</summary>
/// <param name="Target">The object.</param>
/// <param name="File">The file as it was named to the reader.</param>
/// <param name="Line">Line on which the object starts, from 1.</param>
public sealed record ManifestTarget(AoETarget Target, string File, int Line)
{
    /// <summary>Name of the target.</summary>
    public string Name => Target.Metadata.Name ?? "";

    internal FieldMarks Marks { get; init; } = new();
}
