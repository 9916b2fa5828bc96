using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.NodeAgent.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Inventory;

/// <summary>
/// Keeps the AoENode of this node true: looks when asked (a link changed, a target came) and each minute, and writes what changed, at most
/// every 30 s and at once the first time. A server that is away is tried again for ever and stops nothing.
/// </summary>
internal sealed class NodePublisher
{
    /// <summary>How often it looks without being asked.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(60);

    /// <summary>How far apart two writes are.</summary>
    public static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(30);

    // News come in crowds: a cable that is pulled is several link changes and some targets.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly NodeInventory _inventory;
    private readonly NodeWriter _writer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Signal _asked = new();
    private long? _writtenAt;
    private string? _problem;

    /// <summary>Makes one that has not looked yet.</summary>
    /// <param name="inventory">What looks.</param>
    /// <param name="client">The server, for questions.</param>
    /// <param name="applier">The server, for writing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of the first publication, and of a server that refuses.</param>
    public NodePublisher(NodeInventory inventory, IKubernetesClient client, IStatusApplier applier, TimeProvider time, ILogger logger)
    {
        _inventory = inventory;
        _writer = new NodeWriter(inventory.Facts.NodeName, client, applier, logger);
        _time = time;
        _logger = logger;
    }

    /// <summary>How often the status was written.</summary>
    public long Writes { get; private set; }

    /// <summary>Asks for a look soon; from any thread.</summary>
    public void Wake() => _asked.Set();

    /// <summary>Publishes until cancelled.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var wait = await LookAsync(cancellation);
                await _asked.WaitAsync(wait, _time, cancellation);
                await Task.Delay(Rest, _time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Looks once, and writes if something changed and may be written now.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How long to wait unless asked.</returns>
    internal async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        try
        {
            var status = _inventory.Take();
            var current = _inventory.Current;
            if (!_writer.Differs(status, current))
                return LookInterval;
            if (_writtenAt is { } at && WriteInterval - _time.GetElapsedTime(at) is var left && left > TimeSpan.Zero)
                return left;
            _writtenAt = _time.GetTimestamp();
            await _writer.WriteAsync(status, current, cancellation);
            Tell(status);
            return LookInterval;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            if (_problem != problem.Message)
                InventoryLog.NotPublished(_logger, _inventory.Facts.NodeName, problem.Message);
            _problem = problem.Message;
            _writtenAt = null;
            return WriteInterval;
        }
    }

    private void Tell(AoENodeStatus status)
    {
        if (Writes++ == 0 || _problem is not null)
        {
            InventoryLog.Published(
                _logger, _inventory.Facts.NodeName, status.Devices?.Count ?? 0, status.EligibleDevices ?? 0, status.Interfaces?.Count ?? 0);
        }

        _problem = null;
    }
}
