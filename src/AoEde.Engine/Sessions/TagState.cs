namespace AoEde.Engine.Sessions;

/// <summary>What is known of a write's tag.</summary>
internal enum TagState : byte
{
    /// <summary>Nothing: the write is to be done.</summary>
    New,

    /// <summary>A write with this tag is under way; its answer will be this one's, too.</summary>
    Running,

    /// <summary>A write with this tag has been done.</summary>
    Done,
}
