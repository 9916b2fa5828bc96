using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.Bench;

/// <summary>An engine in this process whose targets match no interface, so that nothing is ever sent.</summary>
internal sealed class HostBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<TempImage> _images = [];

    public HostBench(Func<HostOptions, HostOptions>? change = null)
    {
        var options = new HostOptions { StateDirectory = _folder.Path };
        Host = new TargetHost(change?.Invoke(options) ?? options, Time, Log);
    }

    public TargetHost Host { get; }

    public ManualTime Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public string StateFolder => _folder.Path;

    public TempImage Image(long sectors = 64)
    {
        var image = new TempImage(sectors, filled: false);
        _images.Add(image);
        return image;
    }

    public Task Apply(params TargetOptions[] targets) => Host.ApplyAsync(targets, CancellationToken.None);

    public TargetStatus Status(string name) => Host.Status().Single(s => s.Name == name);

    public TargetCondition DeviceReady(string name) => Status(name).Condition("DeviceReady")!;

    /// <summary>Lets the host look once, and returns when it has: whatever is applied comes after it.</summary>
    public async Task TickAsync(TimeSpan by, params TargetOptions[] same)
    {
        Time.Advance(by);
        await Apply(same);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _images.ForEach(i => i.Dispose());
        _folder.Dispose();
    }
}
