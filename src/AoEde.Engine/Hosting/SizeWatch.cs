using AoEde.Engine.Safety;
using AoEde.Engine.State;
using AoEde.Engine.Telemetry;
using AoEde.Native;
using AoEde.Protocol;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Hosting;

/// <summary>Follows the size of a target's device: growth is taken on and announced, shrinking ends the export.</summary>
internal sealed class SizeWatch(SoftStateKeeper keeper, ILogger logger)
{
    /// <summary>Looks once.</summary>
    /// <param name="record">A record with an open target.</param>
    /// <returns>Why it must go off the wire; null when it may stay.</returns>
    public async Task<Refusal?> CheckAsync(TargetRecord record)
    {
        var target = record.Target!;
        string path = record.Options.Backing.Path;
        long bytes;
        try
        {
            bytes = target.File.RefreshSize();
        }
        catch (NativeException e)
        {
            return new Refusal(RefusalReasons.OpenFailed, $"{path}: its size cannot be read any more ({e.Message}). Is the device still attached?");
        }

        long sectors = TargetOpener.SectorsOf(record.Options.Backing, bytes);
        if (sectors < (long)target.Sectors)
        {
            return new Refusal(
                RefusalReasons.SizeShrank,
                $"{path} shrank to {bytes} bytes, but initiators know {target.Sectors} sectors of it. Restore its size, or set lengthBytes to what shall be exported.");
        }

        // A shadow is laid out for the size that was frozen: growth is taken on once it has thawed.
        if (sectors > (long)target.Sectors && record.Freeze is null)
        {
            target.Grow(sectors);
            record.KnownBytes = bytes;
            await keeper.RecordSizeAsync(target, bytes);
            record.Device = record.Device! with { SizeBytes = sectors * AoeWire.SectorSize };
            EngineLog.Grew(logger, record.Options.Name, sectors * AoeWire.SectorSize);
            foreach (var (pump, _) in record.Lanes)
                pump.Advertise(target);
        }

        return null;
    }
}
