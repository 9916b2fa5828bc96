using AoEde.Engine.Hosting;
using AoEde.Engine.Safety;
using AoEde.Engine.State;

namespace AoEde.Engine.Freeze;

/// <summary>Makes the shadow of a freeze that begins, and finds the one of a freeze that was in force when the engine ended.</summary>
internal sealed class FreezeOpener(HostOptions host, TimeProvider time)
{
    private readonly ShadowPaths _paths = new(host.StateDirectory);

    /// <summary>Told of a target whose shadow takes no more; from any pump.</summary>
    public Action<TargetRecord> Full { get; set; } = _ => { };

    /// <summary>Where the shadow of a target would lie; null when nothing says where.</summary>
    /// <param name="options">The target.</param>
    public string? PathFor(TargetOptions options) => _paths.For(options);

    /// <summary>Makes a shadow with nothing in it.</summary>
    /// <param name="record">An open target that is thawed.</param>
    /// <exception cref="FreezeException">It cannot be made.</exception>
    public TargetFreeze Create(TargetRecord record)
    {
        var target = record.Target!;
        var now = time.GetUtcNow();
        string path = _paths.For(record.Options) ?? throw new FreezeException(
            "ShadowFailed", $"Nothing says where the shadow of {record.Options.Name} could be. Name a shadow file or folder, or a state directory.");
        var shadow = ShadowFile.Create(path, new ShadowHeader
        {
            ShadowId = Guid.NewGuid(),
            TargetUid = record.Options.Uid,
            TargetName = record.Options.Name,
            Backing = target.File.Path,
            BaseSectors = (long)target.Sectors,
            BaseOffsetBytes = record.Options.Backing.OffsetBytes,
            FreezeSequence = target.State.FreezeSequence + 1,
            State = ShadowState.Preparing,
            FrozenAt = now,
            StateSince = now,
            WrittenAt = now,
            MergedUpToSector = 0,
            LimitBytes = record.Options.Freeze.LimitBytes,
            Holds = [],
        });
        return Wrap(shadow, record, FreezeState.Freezing);
    }

    /// <summary>Finds the freeze of a target that is being opened. A shadow that was only being prepared is deleted.</summary>
    /// <param name="record">The target's record.</param>
    /// <param name="state">What was stored for it.</param>
    /// <param name="sectors">Sectors of its device.</param>
    /// <param name="forget">Stores that the target has no shadow; called before one that was only being prepared is deleted.</param>
    /// <param name="refusal">Why the target may not be served: it has a shadow, and that cannot be used.</param>
    /// <returns>The freeze; null when there is none.</returns>
    /// <exception cref="ShadowLostException">The target has a shadow, and it cannot be used, or not yet.</exception>
    public TargetFreeze? Find(TargetRecord record, SoftState state, long sectors, Action forget, out Refusal? refusal)
    {
        refusal = null;
        if ((state.ShadowPath ?? _paths.For(record.Options)) is not { } path || (state.ShadowPath is null && !File.Exists(path)))
            return null;
        try
        {
            var shadow = ShadowFile.Open(path, record.Options.Uid, sectors, record.Options.Backing.OffsetBytes);
            if (shadow.Header.State == ShadowState.Preparing)
            {
                forget();
                shadow.Delete();
                shadow.Dispose();
                return null;
            }

            if (record.Options.ReadOnly)
                refusal = WriteProtected(shadow);
            return refusal is null ? Resumed(shadow, record) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refusal = new Refusal(RefusalReasons.ShadowLost, $"{path} cannot be read: {e.Message}. Nothing was changed; nothing is served without it.");
        }

        return null;
    }

    private TargetFreeze Resumed(ShadowFile shadow, TargetRecord record)
    {
        var header = shadow.Header;
        var freeze = Wrap(shadow, record, header.State == ShadowState.Frozen ? FreezeState.Frozen : FreezeState.Merging);
        freeze.Holds = [.. header.Holds.Select(h => Hold.Resumed(h, header.WrittenAt, time))];
        return freeze;
    }

    private TargetFreeze Wrap(ShadowFile shadow, TargetRecord record, FreezeState state)
    {
        shadow.Reserve = new SpaceReserve(shadow.Path, record.Options.Freeze.ReservePercent);
        var overlay = new Overlay(shadow, state != FreezeState.Merging, record.Options.Freeze.OnShadowFull, () => Full(record), host.FreezeSteps);
        return new TargetFreeze(shadow, state, overlay, time);
    }

    private static Refusal WriteProtected(ShadowFile shadow)
    {
        string path = shadow.Path;
        shadow.Dispose();
        return new Refusal(
            RefusalReasons.WriteProtected,
            $"The writes in {path} belong to this target and are not merged yet, which readOnly does not allow. Set readOnly to false until it has thawed.");
    }
}
