using System.Runtime.InteropServices;
using AoEde.Bench;
using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;
using AoEde.Bench.Reports;
using AoEde.Bench.Soak;
using AoEde.Testing.Host;

// aoede-bench: compares targets over private links; see BenchOptions.Usage. Ctrl-C removes everything that was made.
using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    switch (args)
    {
        case ["run", "--help"]:
            Console.WriteLine(BenchOptions.Usage);
            return 0;
        case ["run", .. var options]:
            return new BenchRun(BenchOptions.Parse(options), Console.Out, interrupted.Token).Run();
        case ["list"]:
            foreach (var row in RowTable.All)
                Console.WriteLine(row.Name);
            return 0;
        case ["page", var result, var page]:
            ResultFiles.WritePage(BenchResult.Parse(File.ReadAllText(result)), page);
            return 0;
        case ["load", var link, var shelf, var slot, var bytes, var depth, var reads, var seconds, .. var rest]:
            return SingleLoad.Run(link, ushort.Parse(shelf), byte.Parse(slot), new()
            {
                Sectors = int.Parse(bytes) / 512,
                Depth = int.Parse(depth),
                ReadPercent = int.Parse(reads),
                Duration = TimeSpan.FromSeconds(double.Parse(seconds)),
                Verify = rest.Contains("verify"),
                Sequential = rest.Contains("sequential"),
            });
        case ["soak", var minutes]:
            return FullLoad.Run(new BenchOptions().Agent, TimeSpan.FromMinutes(double.Parse(minutes)), Console.Out, interrupted.Token) ? 0 : 1;
        case ["reflect", var link, var sectors]:
            ReflectorProgram.Run(link, ulong.Parse(sectors), interrupted.Token);
            return 0;
        default:
            Console.Error.WriteLine(BenchOptions.Usage);
            return 2;
    }
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("interrupted; everything that was made has been removed");
    return 130;
}
catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
{
    Console.Error.WriteLine($"{e.Message}\n{BenchOptions.Usage}");
    return 2;
}
catch (Exception e) when (e is BenchException or InvalidOperationException or IOException or TimeoutException or ToolException)
{
    Console.Error.WriteLine($"the bench failed: {e.Message}");
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    interrupted.Cancel();
}
