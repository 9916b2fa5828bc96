namespace AoEde.Bench.Soak;

/// <summary>What an agent under load was seen to need and to do.</summary>
/// <param name="Seconds">Since the load began.</param>
/// <param name="Iops">Requests a second since the sample before.</param>
/// <param name="ResidentBytes">Memory.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Failures">Requests that were lost, refused or answered wrongly since the sample before.</param>
internal sealed record SoakSample(double Seconds, double Iops, long ResidentBytes, int Handles, int Threads, long Failures);
