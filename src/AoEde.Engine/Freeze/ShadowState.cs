namespace AoEde.Engine.Freeze;

/// <summary>What a shadow file says about its target. The numbers are for programs; the file has the names.</summary>
internal enum ShadowState
{
    /// <summary>Made, and nothing is in it: the target is not frozen, and a restart deletes it.</summary>
    Preparing = 0,

    /// <summary>The base is immutable; every write is in the shadow.</summary>
    Frozen = 1,

    /// <summary>What is in the shadow goes back into the base, ascending; the rest is in the base already.</summary>
    Merging = 2,
}
