using System.Globalization;

namespace AoEde.Native.Disk;

/// <summary>Finds out by trying whether io_uring may be used, and puts a refusal into words an administrator can act on.</summary>
internal sealed class IoUringProbe
{
    private readonly Func<string> _try;
    private readonly string _procRoot;

    /// <param name="attempt">Makes and drops a ring; returns how it works, or throws <see cref="NativeException"/>.</param>
    /// <param name="procRoot">Where proc is mounted.</param>
    public IoUringProbe(Func<string> attempt, string procRoot = "/proc")
    {
        _try = attempt;
        _procRoot = procRoot;
    }

    public static IoUringProbe Real { get; } = new(() =>
    {
        using var queue = UringQueue.Open(2);
        return queue.Description;
    });

    public bool IsUsable(out string reason)
    {
        try
        {
            reason = _try();
            return true;
        }
        catch (NativeException refused)
        {
            reason = Explain(refused);
            return false;
        }
    }

    /// <summary>The cause of a refusal as half a sentence: "io_uring is disabled (kernel.io_uring_disabled=2)".</summary>
    public string Explain(NativeException refused)
    {
        var switchValue = ReadSwitch();
        return refused.Errno switch
        {
            Errno.EPERM or Errno.EACCES when switchValue >= 2 => $"io_uring is disabled (kernel.io_uring_disabled={switchValue})",
            Errno.EPERM or Errno.EACCES when switchValue == 1 =>
                "io_uring is reserved for kernel.io_uring_group (kernel.io_uring_disabled=1)",
            Errno.EPERM or Errno.EACCES =>
                $"io_uring is forbidden by a seccomp profile or security module ({Errno.Name(refused.Errno)})",
            Errno.ENOSYS => "io_uring is missing: the kernel is older than 5.6, lacks it, or a seccomp profile hides it (ENOSYS)",
            Errno.ENOMEM => "io_uring found no lockable memory: raise RLIMIT_MEMLOCK (ENOMEM)",
            _ => $"io_uring does not work here ({refused.Message})",
        };
    }

    private int ReadSwitch()
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(_procRoot, "sys/kernel/io_uring_disabled"));
            return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;
        }
        catch (IOException)
        {
            return 0; // Kernels before 6.6 have no such switch.
        }
        catch (UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
