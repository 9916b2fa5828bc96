using AoEde.Native;

namespace AoEde.Engine.Freeze;

/// <summary>Whether a shadow is the right one, and why not.</summary>
internal static class ShadowIdentity
{
    /// <summary>Refuses the shadow of another target, or of this one when it was another size or place, or one cut short.</summary>
    /// <exception cref="ShadowLostException">It is not the right one.</exception>
    public static void Require(string path, ShadowHeader header, Guid targetUid, long baseSectors, long baseOffset, IShadowIo io)
    {
        if (header.TargetUid != targetUid)
        {
            throw new ShadowLostException(
                path, $"belongs to target {header.TargetName} with uid {header.TargetUid}, and this one has {targetUid}",
                "Give this target another place for its shadow, or its old uid.");
        }

        if (header.BaseSectors > baseSectors || header.BaseOffsetBytes != baseOffset)
        {
            throw new ShadowLostException(
                path, $"was made for {header.BaseSectors} sectors from byte {header.BaseOffsetBytes} on of {header.Backing}, "
                + $"and the target has {baseSectors} sectors from byte {baseOffset} on",
                "Give the target the base, offset and length that it had when it was frozen.");
        }

        long least = ShadowLayout.JournalOffset(header.BaseSectors);
        if (io.Length < least)
            throw new ShadowLostException(path, $"has {io.Length} bytes and had at least {least}", "It was cut short: bring back a copy.");
    }

    /// <summary>What a shadow that cannot be opened or read is refused with.</summary>
    public static ShadowLostException Unreadable(string path, Exception cause)
    {
        var errno = (cause as NativeException)?.Errno;
        string remedy = errno switch
        {
            Errno.EAGAIN => "Another process has it open: end that first.",
            Errno.ENOENT => "Mount the file system it lies on, or bring back a copy.",
            Errno.ENOSPC => "Make room on its file system.",
            Errno.ENOMEM => "Its map needs address space: set vm.overcommit_memory to 0 or 1.",
            _ => "Is its disk sound, and may this process read and write it?",
        };
        return new ShadowLostException(path, $"cannot be opened ({cause.Message})", remedy, cause) { IsBusy = errno == Errno.EAGAIN };
    }

    /// <summary>Refuses a header that does not follow from the one in force.</summary>
    /// <exception cref="ArgumentException">What is wrong with it: a defect of the caller.</exception>
    public static void RequireSuccession(ShadowHeader header, ShadowHeader next)
    {
        string? wrong = next switch
        {
            _ when next.ShadowId != header.ShadowId || next.TargetUid != header.TargetUid => "has another identity",
            _ when next.BaseSectors != header.BaseSectors || next.BaseOffsetBytes != header.BaseOffsetBytes => "has another base",
            _ when next.State < header.State && next.State != ShadowState.Preparing => "goes back from merging to frozen",
            _ when next.MergedUpToSector < header.MergedUpToSector => "takes back what was merged",
            _ when next.MergedUpToSector > next.BaseSectors => "has merged more than there is",
            _ when next.State != ShadowState.Merging && next.MergedUpToSector != 0 => "merges while frozen",
            _ => null,
        };
        if (wrong is not null)
            throw new ArgumentException($"The header {wrong}.", nameof(next));
    }
}
