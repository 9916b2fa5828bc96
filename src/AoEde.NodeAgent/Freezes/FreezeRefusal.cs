using AoEde.Api;

namespace AoEde.NodeAgent.Freezes;

/// <summary>What was asked of a freeze cannot be done.</summary>
/// <param name="reason">One CamelCase word for programs.</param>
/// <param name="message">Object, cause, remedy.</param>
/// <param name="freeze">The freeze as it is now, where there is one.</param>
internal sealed class FreezeRefusal(string reason, string message, AoEFreeze? freeze = null) : Exception(message)
{
    /// <summary>No such freeze or target.</summary>
    public const string NotFound = "NotFound";

    /// <summary>The name is in use for something else, or the freeze is past the point where this could be done.</summary>
    public const string Conflict = "Conflict";

    /// <summary>The object breaks a rule.</summary>
    public const string Invalid = "Invalid";

    /// <summary>The record could not be stored, so nothing was begun.</summary>
    public const string NotStored = "NotStored";

    /// <summary>One CamelCase word for programs.</summary>
    public string Reason { get; } = reason;

    /// <summary>The freeze as it is now, where there is one.</summary>
    public AoEFreeze? Freeze { get; } = freeze;
}
