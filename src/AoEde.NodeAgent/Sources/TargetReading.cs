using AoEde.Api;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.NodeAgent.Sources;

/// <summary>What ought to be served, as of one reading of the source.</summary>
/// <param name="Targets">All targets, those of last good versions included; names and addresses are unique.</param>
/// <param name="Diagnostics">Findings that were not told before.</param>
internal sealed record TargetReading(IReadOnlyList<AoETarget> Targets, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Something new is wrong; it is in <see cref="Diagnostics"/>.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
