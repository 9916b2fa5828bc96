namespace AoEde.Api.Manifests;

/// <summary>The three shapes of a YAML node.</summary>
internal enum NodeShape
{
    Scalar,
    Sequence,
    Mapping,
}
