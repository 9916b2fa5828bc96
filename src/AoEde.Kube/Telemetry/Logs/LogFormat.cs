namespace AoEde.Kube.Telemetry.Logs;

/// <summary>How log lines look.</summary>
public enum LogFormat
{
    /// <summary>For people: time, level, event, message.</summary>
    Text,

    /// <summary>For programs: one JSON object a line.</summary>
    Json,
}
