namespace AoEde.Protocol;

/// <summary>Why a MAC mask edit stopped (offset 26); the count beside it is then the index of the failing directive.</summary>
public enum MaskError : byte
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>For a reason without a number.</summary>
    Unspecified = 1,

    /// <summary>The directive is not known.</summary>
    BadDirective = 2,

    /// <summary>The list is full.</summary>
    ListFull = 3,
}
