namespace AoEde.Engine.Commands;

/// <summary>Takes edits off the pump's hands.</summary>
internal interface ISoftStateEditor
{
    /// <summary>Queues an edit; false when too many are queued already.</summary>
    /// <param name="edit">The edit; it is answered on the pump that submits it.</param>
    bool TrySubmit(StateEdit edit);
}
