namespace AoEde.Engine.Freeze;

/// <summary>
/// The moments of a freeze between which a crash leaves something different on the disk. Tests end the process at each of
/// them and look at what a restart makes of it.
/// </summary>
internal enum FreezeStep
{
    /// <summary>The shadow is there, marked as being prepared.</summary>
    ShadowCreated,

    /// <summary>The target's stored state names the shadow.</summary>
    ShadowRecorded,

    /// <summary>New writes are held back and those before are stable.</summary>
    WritesHeld,

    /// <summary>The shadow's header says frozen.</summary>
    HeaderFrozen,

    /// <summary>Writes go to the shadow from now on.</summary>
    Frozen,

    /// <summary>A frozen write's data is with the kernel.</summary>
    DataWritten,

    /// <summary>Its data is stable; no record names it yet.</summary>
    DataStable,

    /// <summary>Its record is with the kernel.</summary>
    RecordWritten,

    /// <summary>Its record is stable; it is answered next.</summary>
    RecordStable,

    /// <summary>The last hold has ended and the target is to thaw.</summary>
    ThawBegun,

    /// <summary>The shadow's header says merging.</summary>
    HeaderMerging,

    /// <summary>The base is written again.</summary>
    Merging,

    /// <summary>A batch was copied into the base.</summary>
    BatchCopied,

    /// <summary>The batch is stable in the base.</summary>
    BatchStable,

    /// <summary>The shadow's header says so.</summary>
    CursorStored,

    /// <summary>The map says so: writes to the batch's sectors go to the base.</summary>
    BatchCleared,

    /// <summary>Nothing is left to merge.</summary>
    MergeDone,

    /// <summary>The target's stored state names no shadow any more.</summary>
    ShadowForgotten,

    /// <summary>The shadow is deleted.</summary>
    ShadowDeleted,

    /// <summary>A hold's time has run out.</summary>
    HoldExpired,
}
