namespace AoEde.NodeAgent.Telemetry;

/// <summary>One value of one series at the moment of asking.</summary>
/// <param name="Name">Series name as Prometheus would show it, <c>aoede_requests_total</c>.</param>
/// <param name="Tags">Labels of this sample, by name.</param>
/// <param name="Value">The cumulative count or the present value, in the base unit that the name ends with.</param>
internal sealed record MetricSample(string Name, SortedDictionary<string, string> Tags, double Value);
