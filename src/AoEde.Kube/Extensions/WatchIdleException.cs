namespace AoEde.Kube.Extensions;

/// <summary>A watch on which no word came for too long: the connection is taken for dead.</summary>
/// <param name="silence">For how long.</param>
/// <param name="inner">How the watch ended then.</param>
internal sealed class WatchIdleException(TimeSpan silence, Exception? inner)
    : Exception($"no word from the server for {silence.TotalSeconds:0} s", inner);
