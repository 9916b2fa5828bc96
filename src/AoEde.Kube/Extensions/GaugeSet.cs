using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AoEde.Kube.Extensions;

/// <summary>One gauge over things that come and go.</summary>
internal sealed class GaugeSet
{
    private readonly ConcurrentDictionary<Source, byte> _sources = new();

    /// <summary>Makes the gauge.</summary>
    public GaugeSet(Meter meter, string name, string? unit, string description) =>
        meter.CreateObservableGauge(name, Observe, unit, description);

    /// <summary>Adds one thing until disposed.</summary>
    public IDisposable Add(Func<double> value, KeyValuePair<string, object?> tag)
    {
        var source = new Source(this, value, tag);
        _sources[source] = 0;
        return source;
    }

    private IEnumerable<Measurement<double>> Observe() => _sources.Keys.Select(source => new Measurement<double>(source.Value(), source.Tag));

    private sealed class Source(GaugeSet set, Func<double> value, KeyValuePair<string, object?> tag) : IDisposable
    {
        public Func<double> Value { get; } = value;

        public KeyValuePair<string, object?> Tag { get; } = tag;

        public void Dispose() => set._sources.TryRemove(this, out _);
    }
}
