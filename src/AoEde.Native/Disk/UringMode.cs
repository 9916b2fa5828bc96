using static AoEde.Native.Disk.UringConstants;

namespace AoEde.Native.Disk;

/// <summary>A set of set-up flags, best first: older kernels refuse what they do not know with EINVAL.</summary>
internal sealed record UringMode(string Description, uint Flags)
{
    /// <summary>
    /// 6.1: completions are finished only when we enter, so nothing interrupts the loop. The ring starts disabled, since
    /// enabling it, not creating it, chooses the one thread that may submit.
    /// </summary>
    public static readonly UringMode Deferred = new("deferred completions",
        IORING_SETUP_CLAMP | IORING_SETUP_SUBMIT_ALL | IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN
        | IORING_SETUP_TASKRUN_FLAG | IORING_SETUP_R_DISABLED);

    /// <summary>5.19: no inter-processor interrupt per completion.</summary>
    public static readonly UringMode Cooperative = new("cooperative completions",
        IORING_SETUP_CLAMP | IORING_SETUP_SUBMIT_ALL | IORING_SETUP_COOP_TASKRUN | IORING_SETUP_TASKRUN_FLAG);

    /// <summary>5.6: the kernel finishes completions whenever it likes.</summary>
    public static readonly UringMode Plain = new("plain completions", IORING_SETUP_CLAMP);

    public static IReadOnlyList<UringMode> BestFirst { get; } = [Deferred, Cooperative, Plain];

    public bool StartsDisabled => (Flags & IORING_SETUP_R_DISABLED) != 0;

    /// <summary>Whether the ring's descriptor wakes a sleeper; otherwise an eventfd has to.</summary>
    public bool RingWakes => (Flags & IORING_SETUP_DEFER_TASKRUN) == 0;
}
