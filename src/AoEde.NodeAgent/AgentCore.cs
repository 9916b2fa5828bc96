using AoEde.Engine;
using AoEde.NodeAgent.Control;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Status;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent;

/// <summary>What serves, freezes and reports, wherever targets come from: engine, freeze book, status reporter.</summary>
internal sealed class AgentCore : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly TimeProvider _time;
    private readonly FreezeEnds _ends;

    /// <summary>Makes it; nothing is served yet.</summary>
    /// <param name="options">The host, the state directory, and what may be exported.</param>
    /// <param name="hostName">The host, or the node.</param>
    /// <param name="sink">Where statuses are shown.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where all of it reports.</param>
    public AgentCore(HostOptions options, string hostName, IStatusSink sink, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        Host = new TargetHost(options, time, logger);
        Freezes = new HostFreezes(Host);
        _ends = new FreezeEnds(Freezes);
        Book = new FreezeBook(Freezes, options.StateDirectory!, time, hostName, logger);
        Reporter = new StatusReporter(Host, new TargetDocuments(hostName, Version, _ends, time), sink, time, logger);
        Views = new ViewWait(Freezes, Reporter.OptionsOf, time);
        Limits = new TtlLimits(Reporter.OptionsOf);
    }

    /// <summary>Version of the agent.</summary>
    public static string Version => typeof(AgentCore).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>The engine.</summary>
    public TargetHost Host { get; }

    /// <summary>The engine as far as freezes are concerned.</summary>
    public IFreezeEngine Freezes { get; }

    /// <summary>The freezes; <see cref="FreezeBook.StartAsync"/> is due when targets are open.</summary>
    public FreezeBook Book { get; }

    /// <summary>Follows the engine's status; its <see cref="StatusReporter.RunAsync"/> is the caller's to run.</summary>
    public StatusReporter Reporter { get; }

    /// <summary>Waits for frozen views.</summary>
    public ViewWait Views { get; }

    /// <summary>How long targets may be frozen.</summary>
    public TtlLimits Limits { get; }

    /// <summary>Makes these the targets that are served; returns when each has settled once.</summary>
    public async Task ApplyAsync(IReadOnlyList<TargetOptions> desired, CancellationToken cancellation)
    {
        Reporter.Expect(desired);
        await Host.ApplyAsync(desired, cancellation);
    }

    /// <summary>What answers on the control socket.</summary>
    /// <param name="advice">Why freezes are not made, renewed and released there; null when they are.</param>
    /// <param name="logger">Where a question that failed is told.</param>
    public ControlApi Api(string? advice, ILogger logger) =>
        new(new AgentState(Reporter), new FreezeApi(Book, Freezes, Limits, Views, advice), logger);

    /// <summary>Stops in order: who looks first, then the engine, which answers what is in flight, flushes and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        Reporter.Dispose();
        await Book.DisposeAsync();
        _ends.Dispose();
        await Host.DisposeAsync();
    }
}
