using AoEde.Api;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// Names of holds in the engine. Without a cluster a hold is named like its freeze. In one, names are unique in a namespace only, and a name may
/// be used again while the record of its former bearer is still there: <c>namespace.name.uid</c>.
/// </summary>
internal static class FreezeIds
{
    private const int UidLength = 36;

    /// <summary>The hold of a freeze that an API server keeps.</summary>
    public static string Of(AoEFreeze freeze) => $"{freeze.Metadata.NamespaceProperty}.{freeze.Metadata.Name}.{freeze.Metadata.Uid}";

    /// <summary>Tells a hold of a cluster from others.</summary>
    /// <param name="id">The hold.</param>
    /// <returns>The freeze behind it; null when it is no such hold.</returns>
    public static (string Namespace, string Name, string Uid)? Parse(string id)
    {
        // A namespace has no dot, a UID has one length; what is between them is the name.
        var first = id.IndexOf('.', StringComparison.Ordinal);
        var last = id.Length - UidLength - 1;
        return first > 0 && last > first + 1 && id[last] == '.' && Guid.TryParseExact(id.AsSpan(last + 1), "D", out _)
            ? (id[..first], id[(first + 1)..last], id[(last + 1)..])
            : null;
    }

    /// <summary>The freeze behind a hold, as people know it: <c>namespace/name</c>, or its name alone without a cluster.</summary>
    public static string Shown(string id) => Parse(id) is { } parts ? $"{parts.Namespace}/{parts.Name}" : id;

    /// <summary>The name that the object itself has.</summary>
    public static string NameOf(string id) => Parse(id)?.Name ?? id;
}
