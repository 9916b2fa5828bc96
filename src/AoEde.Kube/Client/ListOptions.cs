namespace AoEde.Kube.Client;

/// <summary>Which objects a list holds.</summary>
public sealed record ListOptions
{
    /// <summary>The namespace; null for all of them.</summary>
    public string? Namespace { get; init; }

    /// <summary>Labels that they have.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Fields that they have.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Null: as things stand now. <c>0</c>: whatever the server has at hand. Else: not older than this.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>How <see cref="ResourceVersion"/> is meant, such as <c>NotOlderThan</c>; null for the server's own reading.</summary>
    public string? ResourceVersionMatch { get; init; }

    /// <summary>How many objects a page holds at most; null for all. A server may pass over it when <see cref="ResourceVersion"/> is <c>0</c>.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page starts: <c>metadata.continue</c> of the page before.</summary>
    public string? Continue { get; init; }
}
