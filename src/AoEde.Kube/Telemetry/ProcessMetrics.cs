using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AoEde.Kube.Telemetry;

/// <summary>What Prometheus' own client libraries tell of every process, under the names they use.</summary>
internal sealed class ProcessMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "AoEde.Process";

    private readonly Meter _meter = new(MeterName);

    /// <summary>Makes the instruments.</summary>
    public ProcessMetrics()
    {
        _meter.CreateObservableCounter("process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time spent, in seconds.");
        _meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, "By", "Memory in use, in bytes, with the pages of images in memory that were sent.");
        double started = Started();
        _meter.CreateObservableGauge("process_start_time_seconds", () => started, "s", "When the process started, in seconds since 1970.");
        _meter.CreateObservableGauge("process_open_fds", OpenFiles, null, "Open file descriptors.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static double Started()
    {
        using var self = Process.GetCurrentProcess();
        return new DateTimeOffset(self.StartTime).ToUnixTimeMilliseconds() / 1000.0;
    }

    private static int OpenFiles() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
}
