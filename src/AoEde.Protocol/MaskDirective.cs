namespace AoEde.Protocol;

/// <summary>The second byte of a MAC mask directive.</summary>
public enum MaskDirective : byte
{
    /// <summary>Nothing.</summary>
    Nop = 0,

    /// <summary>Put the address on the list.</summary>
    Add = 1,

    /// <summary>Take the address off the list.</summary>
    Delete = 2,
}
