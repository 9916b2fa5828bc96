using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

// Two such clusters have no room beside each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
