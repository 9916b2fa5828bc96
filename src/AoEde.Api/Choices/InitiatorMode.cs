namespace AoEde.Api.Choices;

/// <summary>Values of <c>initiators.mode</c>.</summary>
public static class InitiatorMode
{
    /// <summary>Every station on the segment may do I/O.</summary>
    public const string Any = "Any";

    /// <summary>Only the listed MAC addresses may.</summary>
    public const string List = "List";
}
