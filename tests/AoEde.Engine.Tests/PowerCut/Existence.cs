namespace AoEde.Engine.Tests.PowerCut;

/// <summary>Whether a restart finds the shadow's name.</summary>
internal enum Existence
{
    No,

    /// <summary>It was given or taken, and the folder is not synced yet.</summary>
    Perhaps,
    Yes,
}
