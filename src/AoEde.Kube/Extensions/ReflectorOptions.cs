namespace AoEde.Kube.Extensions;

/// <summary>What a <see cref="Reflector{TEntity}"/> follows, and how patient it is.</summary>
public sealed record ReflectorOptions
{
    /// <summary>The namespace; null for all of them.</summary>
    public string? Namespace { get; init; }

    /// <summary>Labels that the objects have; null for any.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Fields that the objects have; null for any.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>How many objects a page of a list holds.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The least time after which the server is to end a watch; each watch picks one at random, so that not all come back at once.</summary>
    public TimeSpan ShortestWatch { get; init; } = TimeSpan.FromSeconds(290);

    /// <summary>The most time after which the server is to end a watch.</summary>
    public TimeSpan LongestWatch { get; init; } = TimeSpan.FromSeconds(580);

    /// <summary>
    /// After how long without a word the connection is taken for dead. A server sends a bookmark about every minute, so three minutes of silence
    /// are two that were lost.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long to pause after a watch that the server ended.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to pause after the first failure; each further one doubles it.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>
    /// The longest pause after a failure, by chance a fifth more or less. A server that comes back after an hour is not heard before that pause is
    /// over, and a target that was made meanwhile not served: so it is short. One list every ten seconds does not hurt a server that refuses it.
    /// </summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a watch has to live for failures before it to be forgotten.</summary>
    public TimeSpan Healthy { get; init; } = TimeSpan.FromMinutes(2);
}
