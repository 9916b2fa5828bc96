using AoEde.Engine.Freeze;
using AoEde.Engine.Safety;
using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Native;
using AoEde.Native.Files;
using AoEde.Protocol;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Hosting;

/// <summary>Brings a target's device from a path to an open, claimed, identified file; or says why not.</summary>
internal sealed class TargetOpener(HostOptions host, SoftStateStore? store, FreezeOpener freezes, ILogger logger)
{
    private readonly DeviceInspector _inspector = new(host.Policy, host.ProcRoot, host.SysRoot, host.DevRoot);
    private readonly ClaimTable _claims = new();

    /// <summary>Every block device of the host, with the verdict it would get, and the target that has it.</summary>
    public IReadOnlyList<DeviceVerdict> Inventory() => _inspector.Inventory(_claims);

    /// <summary>Opens the device of a record and fills the record in; on refusal nothing stays open.</summary>
    /// <param name="record">A record without a target.</param>
    /// <param name="patience">How long a device that nobody visible holds may stay busy.</param>
    public async Task<Refusal?> OpenAsync(TargetRecord record, BusyPatience patience)
    {
        while (true)
        {
            try
            {
                return TryOpen(record);
            }
            catch (NativeException e) when (e.Errno is (Errno.EBUSY or Errno.EAGAIN) && patience.HasMore)
            {
                await patience.WaitAsync();
            }
            catch (ShadowLostException e) when (e.IsBusy && patience.HasMore)
            {
                // A process that was killed holds its locks until the kernel has ended what it had under way.
                await patience.WaitAsync();
            }
            catch (ShadowLostException e)
            {
                return new Refusal(RefusalReasons.ShadowLost, e.Message);
            }
            catch (NativeException e)
            {
                return _inspector.FromOpenError(e, record.Options.Backing, record.Options.ReadOnly);
            }
        }
    }

    private Refusal? TryOpen(TargetRecord record)
    {
        var options = record.Options;
        try
        {
            var stored = Effective(store?.Load(options.Name, options.Uid), options);
            return TryOpen(record, stored);
        }
        catch (InvalidDataException e)
        {
            return new Refusal(RefusalReasons.OpenFailed, e.Message);
        }
        catch (Exception e) when (e is IOException and not NativeException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalReasons.OpenFailed, $"{options.Backing.Path}: {e.Message}");
        }
    }

    /// <summary>Sectors that a target exports of a device of some size; 0 when its window does not fit.</summary>
    /// <param name="backing">The window.</param>
    /// <param name="deviceBytes">The size of the device, in bytes.</param>
    public static long SectorsOf(BackingOptions backing, long deviceBytes)
    {
        long available = deviceBytes - backing.OffsetBytes;
        if (backing.LengthBytes is { } length)
            return available < length ? 0 : length / AoeWire.SectorSize;
        return Math.Max(0, available / AoeWire.SectorSize);
    }

    private Refusal? TryOpen(TargetRecord record, SoftState stored)
    {
        var options = record.Options;
        var backing = options.Backing;

        // A fixed window and a pinned size say themselves what they need; only "the whole device" leans on what it was before.
        long seen = Math.Max(stored.RecordedBytes, record.KnownBytes);
        long? recorded = seen > 0 && backing.LengthBytes is null && backing.ExpectBytes is null ? seen : null;
        var inspection = _inspector.Inspect(backing, options.ReadOnly, recorded);
        if (inspection.Refusal is { } refused)
            return refused;

        // Claimed before it is opened: our own exclusive open would fail with a message about some process.
        Claim? claim = null;
        if (inspection.Subject is { } known && _claims.TryTake(options.Name, known, out claim) is { } taken)
            return taken;
        BlockFile? file = null;
        try
        {
            SparseFile.CreateIfAbsent(backing);
            file = Open(inspection, options);
            return Adopt(record, inspection, file, claim, stored);
        }
        finally
        {
            if (record.Target is null)
            {
                file?.Dispose();
                claim?.Dispose();
            }
        }
    }

    private BlockFile Open(Inspection inspection, TargetOptions options) => BlockFile.Open(inspection.ResolvedPath, new BlockFileOptions
    {
        ReadOnly = options.ReadOnly,
        Direct = options.BypassesCache,
        Exclusive = inspection.Exclusive,
        Durable = Target.IsDurableByItself(options),
        SysRoot = host.SysRoot,
    });

    private Refusal? Adopt(TargetRecord record, Inspection inspection, BlockFile file, Claim? claim, SoftState stored)
    {
        var options = record.Options;
        if (_inspector.Confirm(inspection, file, out var subject) is { } changed)
            return changed;
        long sectors = SectorsOf(options.Backing, file.SizeBytes);
        if (sectors == 0)
        {
            return new Refusal(
                RefusalReasons.SizeShrank,
                $"{options.Backing.Path} has {file.SizeBytes} bytes: nothing is left to export. Correct the offset and length, or the device.");
        }

        if (claim is null && _claims.TryTake(options.Name, subject, out claim) is { } taken)
            return taken;
        var freeze = freezes.Find(
            record, stored, sectors, () => store?.Save(options.Name, options.Uid, stored with { ShadowPath = null }), out var lost);
        if (lost is not null)
            return lost;

        // What a device has grown by since it was frozen is taken on once it has thawed.
        sectors = freeze?.Shadow.Header.BaseSectors ?? sectors;
        var state = stored with { RecordedBytes = file.SizeBytes, ShadowPath = freeze?.Shadow.Path };
        if (state != stored)
            store?.Save(options.Name, options.Uid, state);
        record.Claim = claim;
        record.KnownBytes = file.SizeBytes;
        record.Freeze = freeze;
        record.Target = new Target(options, file, sectors, state, logger) { Overlay = freeze?.Overlay };
        record.Device = Describe(inspection, file, sectors, options);
        return null;
    }

    private static DeviceStatus Describe(Inspection inspection, BlockFile file, long sectors, TargetOptions options) => new()
    {
        Path = inspection.ResolvedPath,
        MajorMinor = file.DeviceNumber.ToString(),
        SizeBytes = sectors * AoeWire.SectorSize,
        LogicalBlock = file.LogicalBlockSize,
        PhysicalBlock = file.PhysicalBlockSize,
        Model = inspection.Model,
        Serial = inspection.Serial,
        Wwn = inspection.Wwn,
        Rotational = inspection.IsRotational,
        Direct = file.IsDirect,
        EngineReason = WhyNotDirect(options) ?? file.DirectRefusal ?? "",
    };

    private static string? WhyNotDirect(TargetOptions options) => options switch
    {
        { Direct: false } or { BypassesCache: true } => null,
        { WriteBehind: true } => "through the page cache, since write-behind is on",
        _ => "through the page cache, since it reads ahead",
    };

    // What the manifest fixes wins over what was stored; what it leaves to initiators is as they left it.
    private static SoftState Effective(SoftState? stored, TargetOptions options)
    {
        var state = stored ?? new SoftState { ConfigString = System.Text.Encoding.UTF8.GetBytes(options.ConfigString) };
        if (options.ConfigFixed)
            state = state with { ConfigString = System.Text.Encoding.UTF8.GetBytes(options.ConfigString) };
        if (options.InitiatorMacs.Count > 0)
            state = state with { Mask = [.. options.InitiatorMacs] };
        return options.HonorReservations ? state : state with { Reservation = [] };
    }
}
