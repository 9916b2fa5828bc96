namespace AoEde.Protocol;

/// <summary>The low nibble of byte 14.</summary>
[Flags]
public enum AoeFlags : byte
{
    /// <summary>A plain request.</summary>
    None = 0,

    /// <summary>The command failed; byte 15 says how.</summary>
    Error = 4,

    /// <summary>The frame is an answer. A target never answers an answer.</summary>
    Response = 8,
}
