namespace AoEde.Bench.Reports;

/// <summary>What the figures were measured on.</summary>
/// <param name="Processor">The CPU's model.</param>
/// <param name="Cpus">How many of them.</param>
/// <param name="MemoryGibibytes">Its memory.</param>
/// <param name="Kernel">The kernel's release.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Load">Its load average when the session began.</param>
internal sealed record Machine(string Processor, int Cpus, int MemoryGibibytes, string Kernel, string Runtime, double Load)
{
    /// <summary>Looks at this one.</summary>
    public static Machine Here()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        var memory = File.ReadLines("/proc/meminfo").First(line => line.StartsWith("MemTotal", StringComparison.Ordinal));
        var kibibytes = long.Parse(memory.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        return new Machine(
            model?[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "unknown",
            Environment.ProcessorCount,
            (int)Math.Round(kibibytes / (1024.0 * 1024.0)),
            File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            Environment.Version.ToString(),
            double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0]));
    }
}
