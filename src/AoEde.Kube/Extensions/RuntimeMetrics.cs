using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AoEde.Kube.Extensions;

/// <summary>What the runtime counts and measures, under the meter and activity source <c>AoEde.Kube</c>.</summary>
internal static class RuntimeMetrics
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "AoEde.Kube";

    private static readonly Meter Meter = new(Name);
    private static readonly GaugeSet QueueDepths = new(Meter, "aoede_kube_queue_depth", "{key}", "Keys that wait for a worker.");
    private static readonly GaugeSet WatchAges = new(Meter, "aoede_kube_watch_age_seconds", "s", "Time since the server was last heard on a watch.");
    private static readonly GaugeSet Leaders = new(Meter, "aoede_kube_leader", null, "1 while this process leads, else 0.");

    /// <summary>One activity for each reconciliation.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Keys that were added to a queue; <c>queue</c>.</summary>
    public static Counter<long> QueueAdds { get; } = Meter.CreateCounter<long>("aoede_kube_queue_adds_total", null, "Keys that were added to a queue.");

    /// <summary>Keys that failed and come again; <c>queue</c>.</summary>
    public static Counter<long> QueueRetries { get; } = Meter.CreateCounter<long>("aoede_kube_queue_retries_total", null, "Keys that failed and come again.");

    /// <summary>How long a reconciliation took; <c>kind</c>, <c>result</c>.</summary>
    public static Histogram<double> Reconciles { get; } = Meter.CreateHistogram(
        "aoede_kube_reconcile_seconds", "s", "How long a reconciliation took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    /// <summary>Events of watches; <c>kind</c>, <c>type</c>.</summary>
    public static Counter<long> WatchEvents { get; } = Meter.CreateCounter<long>("aoede_kube_watch_events_total", null, "Events of watches.");

    /// <summary>Watches that ended; <c>kind</c>, <c>reason</c>.</summary>
    public static Counter<long> WatchRestarts { get; } = Meter.CreateCounter<long>("aoede_kube_watch_restarts_total", null, "Watches that ended and began anew.");

    /// <summary>Events for people that were dropped; <c>reason</c>.</summary>
    public static Counter<long> EventsDropped { get; } =
        Meter.CreateCounter<long>("aoede_kube_events_dropped_total", null, "Events for people that were dropped.");

    /// <summary>Shows the depth of a queue until disposed.</summary>
    public static IDisposable QueueDepth(string queue, Func<double> depth) => QueueDepths.Add(depth, new("queue", queue));

    /// <summary>Shows the age of a watch until disposed.</summary>
    public static IDisposable WatchAge(string kind, Func<double> age) => WatchAges.Add(age, new("kind", kind));

    /// <summary>Shows leadership until disposed.</summary>
    public static IDisposable Leader(string lease, Func<double> leader) => Leaders.Add(leader, new("lease", lease));
}
