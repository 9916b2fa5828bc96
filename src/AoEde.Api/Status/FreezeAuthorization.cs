namespace AoEde.Api;

/// <summary>
/// The operator's leave to freeze: without it an agent does nothing. It is never taken back; a freeze that is refused ends at once instead.
/// </summary>
public sealed record FreezeAuthorization
{
    /// <summary>The node whose agent is to freeze all targets.</summary>
    public string NodeName { get; set; } = "";

    /// <summary>The generation of the freeze that was judged.</summary>
    public long? ObservedGeneration { get; set; }
}
