using System.Net;

namespace AoEde.ClusterTesting.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to one request. Lines are counted from 1; an answer with fewer is not harmed.</summary>
public sealed record Fault
{
    private Fault()
    {
    }

    internal HttpStatusCode? Status { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal bool LosesAnswer { get; private init; }

    internal Gate? Before { get; private init; }

    internal LineFault AtLine { get; private init; }

    internal int Line { get; private init; }

    internal Gate? Within { get; private init; }

    internal Func<CancellationToken, Task>? PerLine { get; private init; }

    internal int DuplicateEvery { get; private init; }

    /// <summary>An answer of the proxy's own, such as 429, 500, 503 or 410; the server never sees the request.</summary>
    public static Fault Answer(HttpStatusCode status, TimeSpan? retryAfter = null) => new() { Status = status, RetryAfter = retryAfter };

    /// <summary>The server does what was asked, and the client never learns: the stream breaks instead of the answer.</summary>
    public static Fault LoseAnswer() => new() { LosesAnswer = true };

    /// <summary>The request does not even reach the server until the gate opens.</summary>
    public static Fault Hold(Gate gate) => new() { Before = gate };

    /// <summary>The stream breaks in the middle of a line.</summary>
    public static Fault CutInLine(int line) => new() { AtLine = LineFault.Cut, Line = line };

    /// <summary>The body ends properly, in the middle of a line.</summary>
    public static Fault TruncateInLine(int line) => new() { AtLine = LineFault.Truncate, Line = line };

    /// <summary>The body ends properly before a line, as a watch does when its time is over.</summary>
    public static Fault EndBeforeLine(int line) => new() { AtLine = LineFault.End, Line = line };

    /// <summary>Silence in the middle of a line until the gate opens; then everything follows.</summary>
    public static Fault StallInLine(int line, Gate gate) => new() { AtLine = LineFault.Stall, Line = line, Within = gate };

    /// <summary>A watch says in an ERROR event that its resource version is too old (410), as the real server does, and ends.</summary>
    public static Fault ExpireAtLine(int line) => new() { AtLine = LineFault.Error, Line = line };

    /// <summary>Every line waits so long.</summary>
    public static Fault Slow(TimeSpan perLine, TimeProvider clock) => new() { PerLine = token => Task.Delay(perLine, clock, token) };

    /// <summary>Every n-th line of a watch comes twice.</summary>
    public static Fault Duplicate(int every = 1) => new() { DuplicateEvery = every };
}
