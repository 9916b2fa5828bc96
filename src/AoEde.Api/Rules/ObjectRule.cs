namespace AoEde.Api.Rules;

/// <summary>
/// A rule that relates several fields, or an object to its former self: once as CEL for the API server, once as C# for servers
/// without CEL, for the agent and for manifest files.
/// </summary>
/// <typeparam name="T">The kind that the rule is about.</typeparam>
public sealed class ObjectRule<T>
    where T : class
{
    /// <summary>Id such as <c>T1</c> for targets, <c>F1</c> for freezes.</summary>
    public required string Id { get; init; }

    /// <summary>Path of the object on which the CEL text stands; empty for the root.</summary>
    public required string Where { get; init; }

    /// <summary>The rule in CEL.</summary>
    public required string Cel { get; init; }

    /// <summary>Path of the field that a message points at.</summary>
    public required string Field { get; init; }

    /// <summary>What is wrong when the rule does not hold.</summary>
    public required string Message { get; init; }

    /// <summary>The message for one object, where it can say more than <see cref="Message"/>; null otherwise.</summary>
    public Func<T, string>? Detail { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>What an API server says: the field, the cause, the remedy, as a condition would.</summary>
    public string CelMessage => new RuleViolation(Id, Field, Message, Remedy).ToString();

    /// <summary>Whether the rule compares with the former object, and so never applies to a new one.</summary>
    public bool IsTransition { get; init; }

    /// <summary>The rule in C#: the object as it is and, for a transition rule, as it was. Never throws.</summary>
    public required Func<T, T, bool> Holds { get; init; }

    /// <summary>Applies the rule.</summary>
    /// <param name="target">The object.</param>
    /// <param name="old">The object before the change; null for a new one.</param>
    /// <returns>The violation, or null when the rule holds or does not apply.</returns>
    public RuleViolation? Check(T target, T? old = null)
    {
        if ((IsTransition && old is null) || Holds(target, old ?? target))
            return null;

        return new RuleViolation(Id, Field, Detail?.Invoke(target) ?? Message, Remedy);
    }
}
