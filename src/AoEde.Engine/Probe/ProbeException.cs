namespace AoEde.Engine.Probe;

/// <summary>An interface cannot be probed as the host is now.</summary>
/// <param name="message">Object, cause and remedy, in one line for people.</param>
public sealed class ProbeException(string message) : IOException(message);
