using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>Where writes go while a target is frozen. A null member was not written, which means its default.</summary>
public sealed record ShadowSpec
{
    /// <summary>
    /// Directory of the shadow file, absolute, at most 1024 characters, on a local file system with sparse files. Default: the agent's
    /// state directory.
    /// </summary>
    [Length(1, 1024), Pattern(Patterns.AbsolutePath, "an absolute path without '.', '..' or empty parts")]
    public string? Directory { get; set; }

    /// <summary>Most the shadow may take, as a quantity of at most 20 characters. Default <c>10Gi</c>.</summary>
    [Default("10Gi"), Length(1, 20), QuantityFormat]
    public string? Limit { get; set; }

    /// <summary>Percentage of the file system to leave free, 0 to 90. Default 10.</summary>
    [Default(10), Bounds(0, 90)]
    public int? Reserve { get; set; }
}
