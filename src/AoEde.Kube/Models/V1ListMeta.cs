namespace AoEde.Kube.Models;

/// <summary>Metadata of a list.</summary>
public sealed record V1ListMeta
{
    /// <summary>The version at which the list was true; a watch goes on from it.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Where the next page starts; null or empty on the last one.</summary>
    public string? Continue { get; set; }

    /// <summary>About how many objects the later pages hold.</summary>
    public long? RemainingItemCount { get; set; }
}
