namespace AoEde.Engine.Tests.PowerCut;

/// <summary>What a restart makes of a shadow; several where more than one is right.</summary>
[Flags]
internal enum Outcome
{
    /// <summary>Refused.</summary>
    Lost = 0,

    /// <summary>There is no shadow: the base alone is served.</summary>
    None = 1,

    /// <summary>Deleted, as nothing is in it: the base alone is served.</summary>
    Preparing = 2,
    Frozen = 4,
    Merging = 8,
}
