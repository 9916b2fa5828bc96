namespace AoEde.Kube.Extensions;

/// <summary>How one part of a process is.</summary>
/// <param name="Name">The part, such as <c>watch of AoETarget</c>.</param>
/// <param name="IsLive">Whether it still turns. A server that cannot be reached does not make it dead: restarting would not help.</param>
/// <param name="IsReady">Whether it can do its work.</param>
/// <param name="State">What it does now, in a few words.</param>
public sealed record HealthPart(string Name, bool IsLive, bool IsReady, string State);
