using AoEde.Engine.Safety;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Native;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Hosting;

/// <summary>Opens the device of a wanted target and gives it back: drained, flushed, closed, its claim released.</summary>
internal sealed class TargetDevices(HostOptions host, TargetOpener opener, ILogger logger)
{
    /// <summary>How long a target or an interface may take to answer what it has before it is given up.</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    /// <summary>Opens a target, or notes why not.</summary>
    /// <param name="record">A record without a target.</param>
    /// <param name="others">How many targets are open already.</param>
    /// <param name="patience">How long a device that nobody visible holds may stay busy.</param>
    public async Task OpenAsync(TargetRecord record, int others, BusyPatience patience)
    {
        var refusal = others >= host.Policy.MaxTargets ? TooMany() : await opener.OpenAsync(record, patience);
        if (refusal is not null)
            Refuse(record, refusal);
        else
            record.DeviceReady = TargetConditions.Opened(record.Device!.Path);
    }

    /// <summary>Notes why a target is not served; logs it when it is news.</summary>
    /// <param name="record">The target.</param>
    /// <param name="refusal">Why.</param>
    public void Refuse(TargetRecord record, Refusal refusal)
    {
        var condition = TargetConditions.Refused(refusal);
        if (condition != record.DeviceReady)
            EngineLog.Refused(logger, record.Options.Name, refusal.Reason, refusal.Message);
        record.DeviceReady = condition;
        record.Exported = TargetConditions.NotExported;
    }

    /// <summary>Takes a target off every interface; ends when all it had received is answered and its device is closed.</summary>
    /// <param name="record">The target.</param>
    public async Task WithdrawAsync(TargetRecord record)
    {
        if (record.View is { } view)
            await WithdrawAsync(view);
        record.View = null;
        var lanes = record.Lanes;
        record.Lanes = [];
        if (record.Target is not { } target)
            return;
        try
        {
            await Task.WhenAll(lanes.Select(l => l.Pump.RemoveAsync(target))).WaitAsync(DrainLimit);
            Close(record);
            EngineLog.Withdrawn(logger, record.Options.Name, record.Options.Address);
        }
        catch (TimeoutException)
        {
            // The device does not answer: what it still holds stays open and claimed, so that nobody else can write there.
            EngineLog.Stuck(logger, record.Options.Name, record.Options.Backing.Path, DrainLimit.TotalSeconds);
        }
    }

    /// <summary>Flushes and closes a target that is on no interface any more.</summary>
    /// <param name="record">The target.</param>
    public void Close(TargetRecord record)
    {
        // First what still writes to the base, then the base; the shadow stays on the disk, as the freeze does.
        record.Freeze?.Dispose();
        record.Freeze = null;
        if (record.Target is { } target)
        {
            if (!target.Options.ReadOnly)
                Sync(target);
            target.Dispose();
        }

        record.Claim?.Dispose();
        record.Target = null;
        record.Claim = null;
        record.Device = null;
    }

    private void Sync(Target target)
    {
        try
        {
            target.MakeStable();
        }
        catch (NativeException e)
        {
            EngineLog.Refused(logger, target.Options.Name, "IOErrors", e.Message);
        }
    }

    private Refusal TooMany() => new(
        RefusalReasons.NotAllowed,
        $"The policy allows {host.Policy.MaxTargets} targets on this host and they are all in use. Remove one, or raise maxTargets.");
}
