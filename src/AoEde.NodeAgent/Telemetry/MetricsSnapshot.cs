using System.Diagnostics.Metrics;
using System.Numerics;

namespace AoEde.NodeAgent.Telemetry;

/// <summary>
/// Reads all observable instruments of one meter once. The engine keeps its counters itself and only shows them when asked,
/// so a listener that lives for one question sees the true totals and costs the data path nothing.
/// </summary>
internal static class MetricsSnapshot
{
    /// <summary>The engine's meter.</summary>
    public const string EngineMeter = "AoEde.Engine";

    /// <summary>Takes the snapshot, ordered by series name and then as the engine reported it.</summary>
    /// <param name="meterName">Name of the meter to read.</param>
    public static IReadOnlyList<MetricSample> Take(string meterName = EngineMeter)
    {
        var samples = new List<MetricSample>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.IsObservable && instrument.Meter.Name == meterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        Collect<byte>(listener, samples);
        Collect<short>(listener, samples);
        Collect<int>(listener, samples);
        Collect<long>(listener, samples);
        Collect<float>(listener, samples);
        Collect<double>(listener, samples);
        Collect<decimal>(listener, samples);
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. samples.OrderBy(sample => sample.Name, StringComparer.Ordinal)];
    }

    private static void Collect<T>(MeterListener listener, List<MetricSample> samples)
        where T : struct, INumber<T>
        => listener.SetMeasurementEventCallback<T>((instrument, value, tags, _) =>
            samples.Add(new MetricSample(instrument.Name, ToLabels(tags), double.CreateSaturating(value))));

    private static SortedDictionary<string, string> ToLabels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            labels[key] = value?.ToString() ?? "";
        }

        return labels;
    }
}
