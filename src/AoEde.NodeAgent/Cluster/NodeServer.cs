using AoEde.Api;
using AoEde.Engine;
using AoEde.NodeAgent.Cluster.Assignments;
using AoEde.NodeAgent.Cluster.Publishing;
using AoEde.NodeAgent.Sources;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster;

/// <summary>
/// Brings engine and ledger together. One thing at a time: while a target is being given up, nobody who read the ledger a moment ago
/// may open it again.
/// </summary>
internal sealed class NodeServer(AgentCore core, AssignmentLedger ledger, ClusterStatusSink sink, string nodeName, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Serves what is wanted now; returns when each target has settled once.</summary>
    /// <param name="reading">Its findings are told; what is wanted is asked of the ledger, which may have moved on.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task ApplyAsync(TargetReading reading, CancellationToken cancellation)
    {
        foreach (var finding in reading.Diagnostics)
        {
            NodeLog.SpecRefused(logger, finding.File, $"{finding.Message} ({finding.Remedy})");
        }

        await _gate.WaitAsync(cancellation);
        try
        {
            var wanted = ledger.Entries.Where(entry => entry.IsWanted).ToArray();
            foreach (var entry in wanted.Where(entry => entry.Import is not null))
            {
                await ImportAsync(entry, cancellation);
            }

            await core.ApplyAsync([.. wanted.Select(entry => Options(entry.Target))], cancellation);
            sink.NoteApplied(wanted.Select(entry => entry.Target));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Does something while no target is opened or closed.</summary>
    public async Task AloneAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What the engine is told of a target.</summary>
    public TargetOptions Options(AoETarget target)
    {
        var options = AoeTargetMapper.Map(target, nodeName);
        var others = (ledger.Node.InterfaceNetworks ?? new Dictionary<string, string>())
            .Where(pair => pair.Value != target.Spec.Network)
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal);
        return options with { OtherInterfaces = [.. others] };
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task ImportAsync(Assignment entry, CancellationToken cancellation)
    {
        try
        {
            await core.Host.ImportAsync(Options(entry.Target), SoftStates.ToEngine(entry.Import!), cancellation);
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
        {
            // A config string is not worth keeping a disk away from its initiators.
            NodeLog.ImportFailed(logger, entry.Name, problem.Message);
        }

        ledger.Note(entry, known => known with { Import = null });
    }
}
