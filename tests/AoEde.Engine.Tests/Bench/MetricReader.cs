using System.Diagnostics.Metrics;

namespace AoEde.Engine.Tests.Bench;

/// <summary>Reads every instrument of the engine's meter once, as an exporter does.</summary>
internal static class MetricReader
{
    /// <summary>The measurements: name, labels in alphabetical order, value.</summary>
    public static List<(string Name, string Labels, double Value)> Read()
    {
        var measured = new List<(string, string, double)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "AoEde.Engine")
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => measured.Add((i.Name, Text(tags), value)));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => measured.Add((i.Name, Text(tags), value)));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(',', tags.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}"));
}
