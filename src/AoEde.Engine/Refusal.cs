namespace AoEde.Engine;

/// <summary>Why something was not done: a decision, not a failure. Policy answers with this instead of a boolean.</summary>
/// <param name="Reason">A condition reason of the AoETarget API, CamelCase: <c>Mounted</c>, <c>SystemDisk</c>, <c>AlreadyExported</c>.</param>
/// <param name="Message">One or two sentences naming the object, the cause and the remedy.</param>
public sealed record Refusal(string Reason, string Message)
{
    /// <summary>The line a person reads: <c>Mounted: /dev/sdb is mounted at /srv ...</c></summary>
    public override string ToString() => $"{Reason}: {Message}";
}
