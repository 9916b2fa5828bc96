namespace AoEde.Engine.Telemetry;

/// <summary>How a request ended, as counted and labelled in metrics.</summary>
internal enum CommandResult
{
    /// <summary>Done as asked.</summary>
    Ok,

    /// <summary>Refused: bad argument, out of range, reserved, read-only, unsupported.</summary>
    Refused,

    /// <summary>The device failed it.</summary>
    Failed,
}
