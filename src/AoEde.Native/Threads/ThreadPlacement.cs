using System.Text;

namespace AoEde.Native.Threads;

/// <summary>Where the calling thread runs and what the kernel calls it. Best effort: a container may forbid both.</summary>
public static unsafe class ThreadPlacement
{
    // TASK_COMM_LEN less its NUL.
    private const int LongestName = 15;

    // CONFIG_NR_CPUS of the largest distribution kernels.
    private const int MostCpus = 8192;

    /// <summary>Binds the calling thread to one CPU, so that its caches stay warm and no wake-up crosses CPUs.</summary>
    /// <param name="cpu">CPU number, from 0.</param>
    /// <returns>Whether the kernel agreed; not when the CPU is absent or outside this process's cpuset.</returns>
    public static bool PinCurrentThread(int cpu)
    {
        if (cpu is < 0 or >= MostCpus)
            return false;
        var words = cpu / 64 + 1;
        var mask = stackalloc ulong[words];
        new Span<ulong>(mask, words).Clear();
        mask[cpu / 64] = 1UL << cpu % 64;
        return LibC.SetAffinity(0, (nuint)(words * sizeof(ulong)), mask) == 0;
    }

    /// <summary>Names the calling thread as top and perf show it (the first 15 bytes count).</summary>
    /// <param name="name">The name.</param>
    public static void SetName(string name)
    {
        var text = stackalloc byte[LongestName + 1];
        var buffer = new Span<byte>(text, LongestName + 1);
        buffer.Clear();
        Encoding.UTF8.GetEncoder().Convert(name, buffer[..LongestName], flush: false, out _, out _, out _);
        _ = LibC.ProcessControl(LibC.PR_SET_NAME, (nuint)text, 0, 0, 0);
    }
}
