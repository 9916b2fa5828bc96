namespace AoEde.Operator.Freezes;

/// <summary>What is to become of a freeze.</summary>
internal abstract record FreezeVerdict
{
    private FreezeVerdict()
    {
    }

    /// <summary>It was decided before.</summary>
    internal sealed record Nothing : FreezeVerdict;

    /// <summary>It is looked at again when something changes, and after a while.</summary>
    /// <param name="Message">What it waits for.</param>
    /// <param name="For">How long at most.</param>
    internal sealed record Wait(string Message, TimeSpan For) : FreezeVerdict;

    /// <summary>It ends before it began.</summary>
    /// <param name="Phase">How it ended.</param>
    /// <param name="Reason">One CamelCase word for programs.</param>
    /// <param name="Message">Object, cause, remedy.</param>
    internal sealed record End(string Phase, string Reason, string Message) : FreezeVerdict;

    /// <summary>The agent of a node is to freeze.</summary>
    /// <param name="NodeName">The node.</param>
    internal sealed record Allow(string NodeName) : FreezeVerdict;
}
