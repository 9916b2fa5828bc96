namespace AoEde.Kube.Models;

/// <summary>Who reported an event, in the older fields that <c>kubectl describe</c> shows.</summary>
public sealed record V1EventSource
{
    /// <summary>The component.</summary>
    public string? Component { get; set; }

    /// <summary>The node it runs on.</summary>
    public string? Host { get; set; }
}
