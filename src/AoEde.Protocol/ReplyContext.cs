namespace AoEde.Protocol;

/// <summary>What a reply takes from its request and from the target that answers.</summary>
/// <param name="Destination">The requester. Whoever sends makes sure that it is no group address.</param>
/// <param name="Source">The address of the interface the request came in on.</param>
/// <param name="Address">The target's own address, never a wildcard.</param>
/// <param name="Command">The request's command, also when it is unknown.</param>
/// <param name="Tag">The request's tag.</param>
public readonly record struct ReplyContext(MacAddress Destination, MacAddress Source, AoeAddress Address, AoeCommand Command, uint Tag)
{
    /// <summary>The context of the answer to one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="source">The address of the interface it came in on.</param>
    /// <param name="address">The answering target's own address.</param>
    /// <returns>The context.</returns>
    public static ReplyContext For(in AoeHeader request, MacAddress source, AoeAddress address) =>
        new(request.Source, source, address, request.Command, request.Tag);
}
