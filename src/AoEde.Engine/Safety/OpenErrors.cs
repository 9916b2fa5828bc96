using AoEde.Native;

namespace AoEde.Engine.Safety;

/// <summary>Turns the errno of a failed open into a refusal with a name in it.</summary>
internal sealed class OpenErrors(HostRoots roots)
{
    private readonly Openers _openers = new(roots);

    /// <param name="error">What the kernel said.</param>
    /// <param name="backing">What was to be opened.</param>
    /// <param name="now">A fresh look at it: a mount or volume that appeared meanwhile says more than the errno.</param>
    public Refusal Explain(NativeException error, BackingOptions backing, Inspection now) => error.Errno switch
    {
        Errno.EBUSY => now.Refusal ?? Busy(backing.Path, now.Subject),
        Errno.EAGAIN => Locked(backing.Path, now.Subject),
        Errno.ETXTBSY => now.Refusal ?? new Refusal(
            RefusalReasons.InUse,
            $"{backing.Path} is being executed or is a swap file. Stop that first."),
        Errno.ENOENT or Errno.ENXIO or Errno.ENODEV or Errno.ENOTDIR or Errno.ENOTBLK or Errno.EISDIR or Errno.ELOOP =>
            now.Refusal ?? new Refusal(RefusalReasons.NotFound, $"{backing.Path} is not there: {error.Message}. Correct the path."),
        Errno.EROFS or Errno.EACCES or Errno.EPERM => new Refusal(
            RefusalReasons.WriteProtected,
            $"{backing.Path} may not be opened that way: {error.Message}. Set readOnly: true, or lift the protection."),
        _ => new Refusal(RefusalReasons.OpenFailed, $"{backing.Path} could not be opened: {error.Message}. See the kernel's log."),
    };

    /// <summary>An exclusive claim that sysfs does not show. Every opener is named: the kernel does not tell which one claims.</summary>
    private Refusal Busy(string path, ClaimSubject? subject)
    {
        var pids = subject?.Device is { } device ? _openers.OfDevice(device) : [];
        var others = pids.Where(pid => pid != _openers.OwnPid).ToList();
        if (others.Count == 0 && pids.Count > 0)
        {
            return new Refusal(
                RefusalReasons.AlreadyExported,
                $"{path} is held by this process: another target exports it. Remove or suspend that target.");
        }

        return new Refusal(RefusalReasons.InUse, others.Count > 0
            ? $"{path} is held by {string.Join(", ", others.Select(_openers.Describe))}. Stop the holder first."
            : $"{path} is held by something in the kernel that has no name in /proc or /sys (ZFS, DRBD, an iSCSI or NVMe target?). "
                + "Release it there first.");
    }

    /// <summary>Another process has an exclusive lock on the image file.</summary>
    private Refusal Locked(string path, ClaimSubject? subject)
    {
        var pid = subject?.File is { } file ? _openers.OfLock(file) : null;
        if (pid is { } own && own == _openers.OwnPid)
        {
            return new Refusal(
                RefusalReasons.AlreadyExported,
                $"{path} is locked by this process: another target exports it. Remove or suspend that target.");
        }

        var who = pid is { } other ? _openers.Describe(other) : "another process";
        return new Refusal(RefusalReasons.InUse, $"{path} is locked by {who}. Stop it first: two writers would destroy the data.");
    }
}
