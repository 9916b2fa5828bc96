using AoEde.Api;

namespace AoEde.Operator.Kube;

/// <summary>What a condition is to say.</summary>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">One CamelCase word for programs.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record Judgement(string Status, string Reason, string Message)
{
    /// <summary>Whether it holds.</summary>
    public bool IsTrue => Status == ConditionStatus.True;

    /// <summary>It holds.</summary>
    public static Judgement Yes(string reason, string message) => new(ConditionStatus.True, reason, message);

    /// <summary>It does not.</summary>
    public static Judgement No(string reason, string message) => new(ConditionStatus.False, reason, message);
}
