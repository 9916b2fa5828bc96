using AoEde.Engine.Hosting;

namespace AoEde.Engine.Freeze;

/// <summary>Exports frozen bases for reading, at an address of their own.</summary>
internal interface IViewKeeper
{
    /// <summary>Begins to export a target's frozen base, if its options ask for that; probing its address takes a while.</summary>
    /// <param name="record">A target that was just frozen.</param>
    void Show(TargetRecord record);

    /// <summary>Takes the view off the wire; ends when every read of it is answered.</summary>
    /// <param name="record">A target that is about to thaw.</param>
    Task HideAsync(TargetRecord record);
}
