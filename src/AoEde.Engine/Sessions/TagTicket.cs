namespace AoEde.Engine.Sessions;

/// <summary>What a write that is under way holds of its session, so that its tag is remembered if it succeeds.</summary>
/// <param name="Session">Whose write it is; null where its tag is not tracked.</param>
/// <param name="Epoch">The session's history it belongs to: once that was cleared, the write has no part in the next.</param>
/// <param name="Value">Its tag as a number.</param>
internal readonly record struct TagTicket(Session? Session, int Epoch, uint Value)
{
    /// <summary>The write has ended.</summary>
    /// <param name="succeeded">Whether it is there to stay.</param>
    public void Settle(bool succeeded) => Session?.End(this, succeeded);
}
