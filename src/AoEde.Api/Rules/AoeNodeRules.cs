namespace AoEde.Api.Rules;

/// <summary>Every rule of an <see cref="AoENode"/>: the table N1, and below it the bounds of each field.</summary>
public static class AoeNodeRules
{
    /// <summary>Longest name of an interface: Linux' IFNAMSIZ less the byte that ends it.</summary>
    public const int LongestInterface = 15;

    /// <summary>The table, in the order in which violations are reported.</summary>
    public static IReadOnlyList<ObjectRule<AoENode>> All { get; } =
    [
        new()
        {
            Id = "N1", Where = "spec", Field = "spec.interfaceNetworks",
            Cel = "!has(self.interfaceNetworks) || self.interfaceNetworks.all(name, size(name) > 0 && size(name) <= 15)",
            Message = "a key is no name of an interface, which has 1 to 15 characters",
            Remedy = "write 'eth1: san-a', the interface first",
            Holds = static (node, _) => node.Spec.InterfaceNetworks is not { } networks
                || networks.Keys.All(name => name.Length is > 0 and <= LongestInterface),
        },
    ];

    /// <summary>Checks bounds first and the table second, and reports everything at once.</summary>
    /// <param name="node">The object.</param>
    /// <param name="old">The object before the change; null for a new one.</param>
    /// <returns>Every violation; empty when the object is coherent.</returns>
    public static IReadOnlyList<RuleViolation> Validate(AoENode node, AoENode? old = null) => ObjectRules.Validate(All, node, old);
}
