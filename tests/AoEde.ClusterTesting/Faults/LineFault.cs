namespace AoEde.ClusterTesting.Faults;

/// <summary>What happens at one line of an answer; a list is one line, and each event of a watch is one.</summary>
internal enum LineFault
{
    None,

    /// <summary>Half of the line, then the stream breaks.</summary>
    Cut,

    /// <summary>Half of the line, then the body ends as if it were complete.</summary>
    Truncate,

    /// <summary>Half of the line, then nothing until a gate opens; the rest follows.</summary>
    Stall,

    /// <summary>The body ends before the line.</summary>
    End,

    /// <summary>An ERROR event instead of the line, then the end.</summary>
    Error,
}
