namespace AoEde.Kube.Client;

/// <summary>What a watch tells of an object.</summary>
public enum WatchEventType
{
    /// <summary>It came to be.</summary>
    Added,

    /// <summary>It changed.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>The watch failed. Thrown as a <see cref="KubernetesException"/>, and so never seen here.</summary>
    Error,

    /// <summary>Nothing but a newer resource version to go on from.</summary>
    Bookmark,
}
