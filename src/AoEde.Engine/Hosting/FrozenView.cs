using AoEde.Engine.State;
using AoEde.Engine.Targets;

namespace AoEde.Engine.Hosting;

/// <summary>
/// The frozen base of a target as a target of its own: read-only, at a second address, for a backup host. It shares the open
/// device, and reads never look at the shadow: the base does not change until the view is off the wire again.
/// </summary>
internal static class FrozenView
{
    /// <summary>The view of a target; null when it is not frozen or wants none.</summary>
    /// <param name="record">The target.</param>
    public static TargetRecord? Of(TargetRecord record)
    {
        if (record is not { Target: { } target, Freeze.State: FreezeState.Frozen, IsView: false, Options.Freeze.View: { } view })
            return null;
        var options = record.Options with
        {
            Name = record.Options.Name + "/view",
            Address = view.Address,
            Interfaces = view.Interfaces.Count > 0 ? view.Interfaces : record.Options.Interfaces,
            ReadOnly = true,
            WriteBehind = false,
            Uid = UidOf(record.Options.Uid),
            HonorReservations = false,
            AllowRemoteEdits = false,
            ConfigFixed = true,
            Freeze = new FreezeOptions { Enabled = false },
        };
        var state = new SoftState { Mask = [.. options.InitiatorMacs], ConfigString = target.State.ConfigString };
        return new TargetRecord(options)
        {
            IsView = true,
            Target = new Target(options, target.File, (long)target.Sectors, state, ownsFile: false),
            Device = record.Device,
            DeviceReady = record.DeviceReady,
        };
    }

    // Another disk to an initiator, and always the same one for the same target.
    private static Guid UidOf(Guid target)
    {
        Span<byte> bytes = stackalloc byte[16];
        target.TryWriteBytes(bytes);
        foreach (ref byte b in bytes)
            b ^= 0x5A;
        return new Guid(bytes);
    }
}
