namespace AoEde.Api.Tests.Rules;

/// <summary>Rows about nodes: for each rule, what it accepts and what it rejects.</summary>
internal static class NodeCases
{
    private static readonly AoENode Plain = new() { Metadata = new() { Name = "worker-1" } };

    public static IEnumerable<NodeCase> All() =>
    [
        new("N1", true, "no networks", Plain),
        new("N1", true, "an interface of 15 characters", On((new string('e', 15), "san-a"))),
        new("N1", false, "an interface of 16 characters", On((new string('e', 16), "san-a"))),
        new("N1", false, "an interface without a name", On(("", "san-a"))),

        .. Of("apiVersion/required", Plain, Plain with { ApiVersion = "" }),
        .. Of("apiVersion/one-of", Plain, Plain with { ApiVersion = "aoede.io/v1" }),
        .. Of("kind/required", Plain, Plain with { Kind = "" }),
        .. Of("kind/one-of", Plain, Plain with { Kind = "AoETarget" }),
        .. Of("metadata/required", Plain, Plain with { Metadata = new() }),
        .. Of("metadata.name/required", Plain, Plain with { Metadata = new() { Uid = "u" } }),
        .. Of("metadata.name/pattern", Plain, Plain with { Metadata = new() { Name = "Worker" } }),
        .. Of("spec.interfaceNetworks/pattern", On(("eth1", "san-a")), On(("eth1", "San A"))),
        .. Of("spec.interfaceNetworks/length", On(("eth1", new string('a', 63))), On(("eth1", new string('a', 64))), On(("eth1", ""))),
        .. Of("spec.interfaceNetworks/items", On(Interfaces(64)), On(Interfaces(65))),
    ];

    private static (string, string)[] Interfaces(int count) => [.. Enumerable.Range(0, count).Select(i => ($"eth{i}", "san-a"))];

    private static AoENode On(params (string Interface, string Network)[] networks) =>
        Plain with { Spec = new() { InterfaceNetworks = networks.ToDictionary(pair => pair.Interface, pair => pair.Network) } };

    private static IEnumerable<NodeCase> Of(string rule, AoENode good, params AoENode[] bad) =>
        [new(rule, true, "what is right", good), .. bad.Select((node, i) => new NodeCase(rule, false, $"mistake {i + 1}", node))];
}
