namespace AoEde.Engine.Telemetry;

/// <summary>What a request asked for, as counted and labelled in metrics.</summary>
internal enum CommandKind
{
    Read,
    Write,
    Flush,
    Identify,
    OtherAta,
    Config,
    Mask,
    Reserve,
    Extensions,
    Other,
}
