using AoEde.ClusterTesting.Audit;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>What operators wrote, by the audit log; who, by the identity in their user agent.</summary>
internal static class OperatorWrites
{
    /// <summary>Every write but those of leases, which replicas compete for.</summary>
    public static IReadOnlyList<AuditEvent> Of(IEnumerable<AuditEvent> requests) =>
        [.. requests.Where(request => request.User == ServiceAccount.Operator.UserName && IsWrite(request) && request.Resource != "leases")];

    /// <summary>Whether a request changes something.</summary>
    public static bool IsWrite(AuditEvent request) => request.Verb is not ("get" or "list" or "watch");

    /// <summary>How often another took over.</summary>
    public static int Turns(IReadOnlyList<AuditEvent> writes) => writes.Zip(writes.Skip(1)).Count(pair => pair.First.Agent != pair.Second.Agent);
}
