namespace AoEde.Bench.Measuring;

/// <summary>What a process has used of the CPUs so far, over all its threads, in seconds.</summary>
/// <param name="Running">On a CPU; interrupts that hit it count as its own.</param>
/// <param name="Waiting">Ready to run, while something else ran.</param>
internal readonly record struct ProcessTimes(double Running, double Waiting)
{
    private const double Nanoseconds = 1e-9;

    /// <summary>Reads those of a process.</summary>
    public static ProcessTimes Of(int processId)
    {
        double running = 0, waiting = 0;
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
        {
            try
            {
                var times = Parse(File.ReadAllText(Path.Combine(thread, "schedstat")));
                running += times.Running;
                waiting += times.Waiting;
            }
            catch (IOException)
            {
                // A thread that has just ended.
            }
        }

        return new ProcessTimes(running, waiting);
    }

    /// <summary>Reads those of the calling thread.</summary>
    public static ProcessTimes OfThisThread() => Parse(File.ReadAllText("/proc/thread-self/schedstat"));

    /// <summary>What lies between two readings.</summary>
    public static ProcessTimes operator -(ProcessTimes later, ProcessTimes earlier) =>
        new(later.Running - earlier.Running, later.Waiting - earlier.Waiting);

    /// <summary>Reads a line of /proc/PID/task/TID/schedstat: nanoseconds on a CPU, nanoseconds waiting, time slices.</summary>
    internal static ProcessTimes Parse(string line)
    {
        var words = line.Split(' ');
        return new ProcessTimes(long.Parse(words[0]) * Nanoseconds, long.Parse(words[1]) * Nanoseconds);
    }
}
