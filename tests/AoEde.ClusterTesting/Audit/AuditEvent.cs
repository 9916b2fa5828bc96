namespace AoEde.ClusterTesting.Audit;

/// <summary>One request as the API server's audit log has it.</summary>
/// <param name="User">For a service account <c>system:serviceaccount:NAMESPACE:NAME</c>.</param>
/// <param name="Verb">As RBAC knows it: get, list, watch, create, update, patch, delete, deletecollection.</param>
/// <param name="Group">The API group, empty for the core one.</param>
/// <param name="Resource">The plural, with the subresource after a slash; null for other paths.</param>
/// <param name="Namespace">The object's namespace, null for none.</param>
/// <param name="Name">The object's name, null where the request names none.</param>
/// <param name="Path">The request's path and query.</param>
/// <param name="Code">The HTTP status.</param>
/// <param name="Agent">The client's user agent.</param>
public sealed record AuditEvent(
    string User, string Verb, string Group, string? Resource, string? Namespace, string? Name, string Path, int Code, string? Agent)
{
    public override string ToString() => $"{User}: {Verb} {Path} -> {Code}";
}
