namespace AoEde.Engine;

/// <summary>Whether a loop of the engine still turns.</summary>
/// <param name="Name">What it does: <c>control</c>, <c>interface eth1</c>, or <c>interface eth1, pump 2</c>.</param>
/// <param name="Silence">For how long it has owed a sign of life; zero when it gave the last it was asked for.</param>
/// <param name="Serves">Whether it answers requests. One that does not may stand still behind a disk that hangs while all others are served.</param>
public sealed record LoopPulse(string Name, TimeSpan Silence, bool Serves);
