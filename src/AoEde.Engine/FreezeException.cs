namespace AoEde.Engine;

/// <summary>A freeze could not be begun, renewed or ended; nothing has changed.</summary>
public sealed class FreezeException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="reason">One CamelCase word: NotFound, NotReady, Disabled, AlreadyFrozen, Merging, Busy, ShadowFailed, Invalid.</param>
    /// <param name="message">Object, cause, remedy.</param>
    /// <param name="cause">What caused it, if anything did.</param>
    public FreezeException(string reason, string message, Exception? cause = null)
        : base(message, cause) => Reason = reason;

    /// <summary>One CamelCase word for programs.</summary>
    public string Reason { get; }
}
