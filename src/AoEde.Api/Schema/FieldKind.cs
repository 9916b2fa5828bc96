namespace AoEde.Api.Schema;

/// <summary>The type of a field as OpenAPI names them.</summary>
public enum FieldKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A 32-bit integer.</summary>
    Int32,

    /// <summary>A 64-bit integer.</summary>
    Int64,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list of distinct texts.</summary>
    StringList,

    /// <summary>A map from text to text.</summary>
    StringMap,

    /// <summary>A group of further fields.</summary>
    Object,

    /// <summary>A list of such groups; only in what a server fills in.</summary>
    ObjectList,

    /// <summary>A moment as RFC 3339 writes it; only in what a server fills in.</summary>
    Moment,
}
