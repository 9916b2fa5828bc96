using System.Diagnostics;
using System.Diagnostics.Metrics;
using AoEde.Api;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using AoEde.Operator.Agents;

namespace AoEde.Operator.Telemetry;

/// <summary>What the operator counts, as instruments of the meter <c>AoEde.Operator</c>. Queues and watches are counted by the runtime.</summary>
internal sealed class OperatorMetrics : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string MeterName = "AoEde.Operator";

    private static readonly ActivitySource Traces = new(MeterName);

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _reconciles;
    private readonly Histogram<double> _durations;
    private readonly TimeProvider _time;

    /// <summary>Makes the instruments.</summary>
    public OperatorMetrics(TimeProvider time)
    {
        _time = time;
        _reconciles = _meter.CreateCounter<long>("aoede_operator_reconcile_total", null, "Objects looked at, by kind and result.");
        _durations = _meter.CreateHistogram<double>("aoede_operator_reconcile_duration_seconds", "s", "Seconds that a look at an object took, by kind.");
        var version = typeof(OperatorMetrics).Assembly.GetName().Version!.ToString(3);
        _meter.CreateObservableGauge("aoede_build_info", () => new Measurement<long>(1, new KeyValuePair<string, object?>("version", version)), null, "1, with the version as a label.");
        _meter.CreateObservableGauge("aoede_operator_agents", Agents, null, "Agents of the DaemonSet, by state.");
        _meter.CreateObservableGauge("aoede_operator_agent_template_valid", () => IsTemplateValid ? 1 : 0, null, "Whether the agents' template can be used.");
        _meter.CreateObservableGauge("aoede_operator_targets", Targets, null, "Targets, by phase.");
    }

    /// <summary>How far the agents are with their template.</summary>
    public Rollout Rollout { get; set; }

    /// <summary>Whether the template can be used.</summary>
    public bool IsTemplateValid { get; set; } = true;

    /// <summary>Gives all targets; set once there is a store of them.</summary>
    public Func<IEnumerable<AoETarget>> AllTargets { get; set; } = static () => [];

    /// <summary>Counts and times one look at an object.</summary>
    public async Task<ReconciliationResult<TEntity>> MeasureAsync<TEntity>(string kind, Func<Task<ReconciliationResult<TEntity>>> look)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var begin = _time.GetTimestamp();
        var result = "error";
        using var trace = Traces.StartActivity("reconcile");
        trace?.SetTag("kind", kind);
        try
        {
            var answer = await look();
            trace?.SetTag("name", answer.Entity.Metadata.Name);
            result = answer.IsSuccess ? "success" : "failure";
            return answer;
        }
        finally
        {
            _reconciles.Add(1, new("kind", kind), new("result", result));
            _durations.Record(_time.GetElapsedTime(begin).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Agents() =>
    [
        new(Rollout.Desired, new KeyValuePair<string, object?>("state", "desired")),
        new(Rollout.Updated, new KeyValuePair<string, object?>("state", "updated")),
        new(Rollout.Ready, new KeyValuePair<string, object?>("state", "ready")),
    ];

    private IEnumerable<Measurement<long>> Targets() => AllTargets()
        .CountBy(target => target.Status?.Phase ?? "New")
        .Select(phase => new Measurement<long>(phase.Value, new KeyValuePair<string, object?>("phase", phase.Key)));
}
