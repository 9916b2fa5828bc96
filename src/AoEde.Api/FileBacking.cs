using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>A regular file on the node.</summary>
public sealed record FileBacking
{
    /// <summary>
    /// Absolute path of the file, at most 1024 characters, without <c>.</c>, <c>..</c> or empty parts. In a cluster its directory must be
    /// allowed by the node's policy. Required.
    /// </summary>
    [Required("name a file by its absolute path"), Length(1, 1024)]
    [Pattern(Patterns.AbsolutePath, "an absolute path without '.', '..' or empty parts")]
    public string? Path { get; set; }

    /// <summary>
    /// Size of the sparse file to create when it is absent, as a quantity such as <c>10Gi</c>, at most 20 characters. Default: never
    /// create. A file that exists is never shrunk or truncated.
    /// </summary>
    [Length(1, 20), QuantityFormat]
    public string? Size { get; set; }
}
