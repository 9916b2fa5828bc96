namespace AoEde.Kube.Client;

/// <summary>Which changes a watch tells, and for how long.</summary>
public sealed record WatchOptions
{
    /// <summary>The namespace; null for all of them.</summary>
    public string? Namespace { get; init; }

    /// <summary>Labels that the objects have.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Fields that the objects have.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The version to go on from; null: first everything as <see cref="WatchEventType.Added"/>.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Whether newer versions are told also when nothing changed.</summary>
    public bool AllowWatchBookmarks { get; init; } = true;

    /// <summary>After how many seconds the server ends it; null for as long as the server likes. The client gives up 30 s later.</summary>
    public int? TimeoutSeconds { get; init; }
}
