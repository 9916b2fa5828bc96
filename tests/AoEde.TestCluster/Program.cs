using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AoEde.ClusterTesting.Nodes;
using AoEde.ClusterTesting.Releases;
using AoEde.TestCluster;

[assembly: SupportedOSPlatform("linux")]

// make cluster: the cluster of the tests with AoEde in it, to try things by hand, until Ctrl-C. With --bare, without AoEde.
if (!NodeCluster.Prerequisite.IsMet)
{
    Console.Error.WriteLine(NodeCluster.Prerequisite.Reason);
    return 1;
}

using var ended = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
var started = Stopwatch.GetTimestamp();
try
{
    var images = args.Contains("--bare") ? null : await Images.BuildAsync(ended.Token);
    Tell("images are built");
    await using var cluster = await NodeCluster.StartAsync(cancellationToken: ended.Token);
    Tell("nodes are ready");
    if (images is not null)
    {
        await images.ImportAsync(cluster, ended.Token);
        Tell("images are on the nodes");
        await Release.InstallAsync(cluster);
        Tell("AoEde is installed");
    }

    Console.WriteLine(Guide.Text(cluster));
    await Task.Delay(Timeout.Infinite, ended.Token);
}
catch (OperationCanceledException) when (ended.IsCancellationRequested)
{
    Console.WriteLine("removed");
}

return 0;

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.Cancel();
}

void Tell(string what) => Console.WriteLine($"[{Stopwatch.GetElapsedTime(started).TotalSeconds,5:F1} s] {what}");
