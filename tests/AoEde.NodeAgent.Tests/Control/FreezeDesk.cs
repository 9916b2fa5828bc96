using AoEde.Engine;
using AoEde.NodeAgent.Control;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Tests.Freezes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Control;

/// <summary>What is behind the acting part of a control socket: a book over an engine that stands in.</summary>
internal sealed class FreezeDesk : IAsyncDisposable
{
    private readonly TemporaryFolder _state = new();
    private readonly FreezeBook _book;

    public FreezeDesk()
    {
        Engine = new EngineStandIn(Time);
        Engine.Serve("a", "b");
        _book = new FreezeBook(Engine, _state.Path, Time, "host-a", NullLogger.Instance);
        var limit = Samples.Options() with { Freeze = new FreezeOptions { MaxTtl = TimeSpan.FromHours(6), View = new() { Address = new Protocol.AoeAddress(9, 201) } } };
        Api = new FreezeApi(_book, Engine, new TtlLimits(OptionsOf), new ViewWait(Engine, OptionsOf, TimeProvider.System));

        TargetOptions? OptionsOf(string name) => name is "a" or "b" ? limit : null;
    }

    public ManualTime Time { get; } = new();

    public EngineStandIn Engine { get; }

    public FreezeApi Api { get; }

    public Task StartAsync() => _book.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _book.DisposeAsync();
        _state.Dispose();
    }
}
