namespace AoEde.Kube.Models;

/// <summary>Names an object without which another is removed.</summary>
public sealed record V1OwnerReference
{
    /// <summary>The owner's API version.</summary>
    public string ApiVersion { get; set; } = "";

    /// <summary>The owner's kind.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The owner's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The owner's UID.</summary>
    public string Uid { get; set; } = "";

    /// <summary>Whether it is the one that manages the object.</summary>
    public bool? Controller { get; set; }

    /// <summary>Whether the owner, when removed in the foreground, waits for the object.</summary>
    public bool? BlockOwnerDeletion { get; set; }
}
