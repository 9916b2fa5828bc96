namespace AoEde.Api.Manifests;

/// <summary>What a YAML scalar without quotes is.</summary>
internal enum ScalarType
{
    Null,
    Boolean,
    Integer,
    Float,
    Text,
}
