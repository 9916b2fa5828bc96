using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;
using AoEde.Bench.Measuring;
using AoEde.Bench.Reports;
using AoEde.Testing.Host;
using AoEde.Testing.Processes;

namespace AoEde.Bench;

/// <summary>A whole session: finds the contenders, measures, and writes what was found.</summary>
internal sealed class BenchRun(BenchOptions options, TextWriter output, CancellationToken stop)
{
    // As large as the images of the others.
    private const long ReflectorSectors = (128L << 20) / 512;

    // As a nice value, of all of the session's processes together.
    private const string MostUrgent = "-18";
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(60);

    public int Run()
    {
        Require(Prerequisites.Namespaces.IsMet, $"the bench needs private networks: {Prerequisites.Namespaces.Reason}");
        Require(Environment.ProcessorCount >= 2, "the bench needs two CPUs: one for the generator, one for the target");
        Require(File.Exists(options.Agent), $"there is no {options.Agent}: run 'make build' first");

        var machine = Machine.Here();
        output.WriteLine($"{machine.Processor}, {machine.Cpus} CPUs, kernel {machine.Kernel}, load {machine.Load:F1}");
        output.WriteLine($"{options.Rows.Count} rows, {options.Rounds} rounds of {options.Duration.TotalSeconds} s");
        output.WriteLine(TextTable.Legend);
        if (options.BeforeOthers)
            File.WriteAllText("/proc/self/autogroup", MostUrgent);
        var contenders = Contenders();
        var session = new Session(options, contenders, output, stop);
        var result = new BenchResult
        {
            Machine = machine,
            Rounds = options.Rounds,
            Seconds = options.Duration.TotalSeconds,
            Rows = session.Run(options.Rows),
            IdleCpuPercent = options.Rows.Any(row => row.Scene == Scene.Targets) ? IdleCost.Measure(contenders.Single(c => c.Name == Contender.Aoede), IdleTime, stop) : null,
        };

        ResultFiles.Write(result, options.Folder);
        output.WriteLine($"{options.Folder}/result.json, performance.md, performance.svg");
        if (IsWhole && options.Page.Length > 0)
        {
            ResultFiles.WritePage(result, options.Page);
            output.WriteLine(options.Page);
        }

        foreach (var goal in Goals.Of(result).Where(goal => goal.IsReached is not null))
            output.WriteLine($"{(goal.IsReached == true ? "reached    " : "not reached")}  {goal.What}: {goal.Wanted}; {goal.Seen}");
        return session.Failures == 0 ? 0 : 1;
    }

    // A page of a few rows would replace one of all.
    private bool IsWhole => options.Rows.Count == RowTable.All.Count;

    private List<Contender> Contenders()
    {
        List<Contender> found = [new ReflectorContender(Self(), ReflectorSectors), new AoedeContender(Path.GetFullPath(options.Agent))];
        if (Prerequisites.FindProgram("vblade") is { } vblade)
            found.Add(new VbladeContender(vblade));
        else
            output.WriteLine("vblade is not installed: no comparison with it");
        return [.. found, .. options.External];
    }

    private static string[] Self() => [DotnetProgram.Path, "exec", Path.Combine(AppContext.BaseDirectory, "aoede-bench.dll")];

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new BenchException(message);
    }
}
