namespace AoEde.Kube.Models;

/// <summary>Objects of one kind, or a page of them.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed record KubernetesList<T>
{
    /// <summary>The API version of the kind.</summary>
    public string ApiVersion { get; set; } = "";

    /// <summary>The kind, followed by <c>List</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Version and continuation of the list.</summary>
    public V1ListMeta Metadata { get; set; } = new();

    /// <summary>The objects.</summary>
    public IList<T> Items { get; set; } = [];
}
