using System.Collections.Immutable;
using System.Threading.Channels;
using AoEde.Api;
using AoEde.Engine;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Status;

/// <summary>
/// Follows the engine's status: hands it to the sink when it changes, logs each time a target comes or goes, and answers what the
/// control socket asks. Changes that come close together are shown as one.
/// </summary>
internal sealed class StatusReporter : IDisposable
{
    /// <summary>Short for a person, long for an engine whose initiators come and go.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(100);

    private readonly TargetHost _host;
    private readonly TargetDocuments _documents;
    private readonly IStatusSink _sink;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<string, (bool Exported, string Story)> _told = [];
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ImmutableDictionary<string, TargetOptions> _options = ImmutableDictionary<string, TargetOptions>.Empty;

    /// <summary>Starts listening to the engine.</summary>
    public StatusReporter(TargetHost host, TargetDocuments documents, IStatusSink sink, TimeProvider time, ILogger logger)
    {
        _host = host;
        _documents = documents;
        _sink = sink;
        _time = time;
        _logger = logger;
        _host.Changed += Wake;
    }

    /// <summary>Tells what is wanted from now on; called before the engine is told.</summary>
    public void Expect(IReadOnlyList<TargetOptions> targets)
    {
        _options = targets.ToImmutableDictionary(target => target.Name, StringComparer.Ordinal);
        _changes.Writer.TryWrite(true);
    }

    /// <summary>The documents of all targets as they are at this moment, ordered by name.</summary>
    public IReadOnlyList<TargetDocument> Documents()
    {
        var options = _options;
        return
        [
            .. _host.Status()
                .Where(status => options.ContainsKey(status.Name))
                .OrderBy(status => status.Name, StringComparer.Ordinal)
                .Select(status => _documents.Of(status, options[status.Name])),
        ];
    }

    /// <summary>Shows changes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await _changes.Reader.WaitToReadAsync(cancellation))
        {
            _changes.Reader.TryRead(out _);
            Publish();
            await Task.Delay(s_rest, _time, cancellation);
        }
    }

    /// <summary>Shows the present state at once.</summary>
    public void Publish()
    {
        Tell(_host.Status());
        _sink.Publish(Documents());
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _host.Changed -= Wake;

    private void Wake(object? sender, EventArgs change) => _changes.Writer.TryWrite(true);

    private void Tell(IReadOnlyList<TargetStatus> statuses)
    {
        lock (_told)
        {
            foreach (var status in statuses)
            {
                var now = (Exported: status.Is(Conditions.Exported), Story: status.Explain());
                if (_told.TryGetValue(status.Name, out var before) && before == now)
                {
                    continue;
                }

                _told[status.Name] = now;
                if (now.Exported)
                {
                    AgentLog.Exported(_logger, status.Name, status.Address.ToString());
                }
                else
                {
                    AgentLog.NotExported(_logger, status.Name, status.Address.ToString(), now.Story);
                }
            }

            foreach (var gone in _told.Keys.Except(statuses.Select(status => status.Name), StringComparer.Ordinal).ToArray())
            {
                _told.Remove(gone);
                _documents.Forget(gone);
                AgentLog.Withdrawn(_logger, gone);
            }
        }
    }
}
