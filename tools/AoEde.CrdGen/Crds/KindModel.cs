using System.Reflection;
using AoEde.Api;
using AoEde.Api.Rules;
using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.CrdGen.Crds;

/// <summary>One kind: the types that declare it, and its rules.</summary>
/// <param name="Type">The type of its objects.</param>
/// <param name="Status">The type of their status.</param>
/// <param name="Rules">What the rules of its table say to an API server.</param>
public sealed record KindModel(Type Type, Type Status, IReadOnlyList<RuleText> Rules)
{
    /// <summary>Every kind of the group, in the order in which people meet them.</summary>
    public static IReadOnlyList<KindModel> All { get; } =
    [
        Of<AoETarget, AoETargetStatus>(AoeTargetRules.All),
        Of<AoEFreeze, AoEFreezeStatus>(AoeFreezeRules.All),
        Of<AoENode, AoENodeStatus>(AoeNodeRules.All),
    ];

    /// <summary>Where an API server keeps it.</summary>
    public KubernetesEntityAttribute Entity => Type.GetCustomAttribute<KubernetesEntityAttribute>()!;

    /// <summary>Whether its objects live in namespaces.</summary>
    public EntityScope Scope => Type.GetCustomAttribute<EntityScopeAttribute>()?.Scope ?? EntityScope.Namespaced;

    /// <summary>Short names.</summary>
    public IReadOnlyList<string> ShortNames => Type.GetCustomAttribute<ShortNamesAttribute>()!.Names;

    /// <summary>Columns of <c>kubectl get</c>.</summary>
    public IEnumerable<PrinterColumnAttribute> Columns => Type.GetCustomAttributes<PrinterColumnAttribute>();

    private static KindModel Of<TKind, TStatus>(IReadOnlyList<ObjectRule<TKind>> rules)
        where TKind : class, IStatus<TStatus> =>
        new(typeof(TKind), typeof(TStatus), [.. rules.Select(rule => new RuleText(rule.Id, rule.Where, rule.Cel, rule.CelMessage, rule.Message, rule.IsTransition))]);
}
