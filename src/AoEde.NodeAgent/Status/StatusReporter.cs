using AoEde.Engine;
using AoEde.Engine.Safety;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Status;

/// <summary>
/// Follows the engine's status: hands it to the sink when it changes, and answers what the control socket asks. Changes that come
/// close together are shown as one.
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
    private readonly Signal _changes = new();

    // Replaced as a whole, never changed: the control socket reads it from its own threads.
    private volatile Dictionary<string, TargetOptions> _options = [];
    private HashSet<string> _shown = [];

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
        _options = targets.ToDictionary(target => target.Name, StringComparer.Ordinal);
        _changes.Set();
    }

    /// <summary>What is wanted of one target; null for one that is not.</summary>
    public TargetOptions? OptionsOf(string name) => _options.GetValueOrDefault(name);

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

    /// <summary>The initiators of a target.</summary>
    public IReadOnlyList<SessionStatus> Sessions(string target) => _host.Sessions(target);

    /// <summary>The host's devices, and which target has which.</summary>
    public IReadOnlyList<DeviceVerdict> Devices() => _host.Devices();

    /// <summary>Shows changes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _changes.WaitAsync(cancellation);
            try
            {
                Publish();
            }
            catch (Exception problem)
            {
                // A status that cannot be shown must not end what shows the next one, let alone the serving.
                AgentLog.StatusNotShown(_logger, problem);
            }

            await Task.Delay(s_rest, _time, cancellation);
        }
    }

    /// <summary>Shows the present state at once.</summary>
    public void Publish()
    {
        var documents = Documents();
        ForgetGone(documents);
        _sink.Publish(documents);
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _host.Changed -= Wake;

    private void Wake(object? sender, EventArgs change) => _changes.Set();

    private void ForgetGone(IReadOnlyList<TargetDocument> shown)
    {
        var names = shown.Select(target => target.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _shown.Except(names, StringComparer.Ordinal))
        {
            _documents.Forget(gone);
        }

        _shown = names;
    }
}
