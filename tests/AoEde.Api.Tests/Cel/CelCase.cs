using System.Text.Json.Nodes;

namespace AoEde.Api.Tests.Cel;

/// <summary>One row of cel-cases.json.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind">Kind of the object.</param>
/// <param name="Violates">Ids of the rules it breaks, as C# has them; empty for a good one.</param>
/// <param name="RefusedBy">
/// Who is the first to refuse it: <c>schema</c> (any server), <c>cel</c> (1.25 and later), <c>operator</c> (neither pattern nor rule says it,
/// so the object is stored and reported as invalid); null for nobody.
/// </param>
/// <param name="Object">The object.</param>
/// <param name="Old">The object before the change; null for a new one.</param>
internal sealed record CelCase(string Id, string Kind, IReadOnlyList<string> Violates, string? RefusedBy, JsonObject Object, JsonObject? Old);
