namespace AoEde.Native.Netlink;

/// <summary>What happened to a link.</summary>
public enum LinkChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>Its name, address, MTU or state is another.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>One change.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Link">The link as it is now; for a removed one, as it was last.</param>
public readonly record struct LinkChange(LinkChangeKind Kind, LinkInfo Link);
