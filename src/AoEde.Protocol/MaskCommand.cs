namespace AoEde.Protocol;

/// <summary>What a MAC mask request wants (offset 25).</summary>
public enum MaskCommand : byte
{
    /// <summary>Return the list.</summary>
    Read = 0,

    /// <summary>Apply the directives in order.</summary>
    Edit = 1,
}
