using AoEde.Engine.Freeze;
using AoEde.Engine.State;

namespace AoEde.Engine.Hosting;

/// <summary>Gives targets up to other hosts, and takes over what these left behind. Runs in the control loop.</summary>
internal sealed class TargetHandover(TargetSupervisor supervisor, SoftStateKeeper keeper, SoftStateStore? store, FreezeOpener shadows)
{
    // Off the wire, but with requests that the device never answered: to the end of the process nobody may say that they are closed.
    private readonly HashSet<Guid> _stuck = [];

    /// <summary>Takes a target off the wire and closes it.</summary>
    /// <param name="options">The target.</param>
    /// <param name="evenFrozen">Leave a freeze behind.</param>
    /// <returns>What initiators changed; null when nothing was stored.</returns>
    /// <exception cref="FreezeException">It is frozen; nothing has changed.</exception>
    /// <exception cref="TimeoutException">Its device does not answer.</exception>
    public async Task<SoftStateCopy?> WithdrawAsync(TargetOptions options, bool evenFrozen)
    {
        string name = options.Name;
        var record = supervisor.Records.FirstOrDefault(r => r.Options.Name == name && r.Options.Uid == options.Uid);
        if (!evenFrozen && (record?.Freeze is not null || Known(options)?.ShadowPath is not null))
            throw new FreezeException("AlreadyFrozen", $"Target {name} is frozen or merging: its newest writes are in the shadow on this host. Thaw it first.");

        var target = record?.Target;
        if (record is not null && !await supervisor.RemoveAsync(record))
            _stuck.Add(options.Uid);
        if (_stuck.Contains(options.Uid))
        {
            throw new TimeoutException(
                $"{options.Backing.Path} has not answered what target {name} asked of it. It is off the wire, but stays open until the device answers and this process ends.");
        }

        // What was edited last may still wait to be stored.
        if (target is not null)
            await keeper.ChangeAsync(target, state => state);
        var state = target?.State ?? TryLoad(options);
        return state is null ? null : new SoftStateCopy { ConfigString = state.ConfigString, Mask = state.Mask, Reservation = state.Reservation };
    }

    /// <summary>Stores what another host left behind.</summary>
    /// <param name="options">A target that is not open.</param>
    /// <param name="copy">What initiators changed there.</param>
    public void Import(TargetOptions options, SoftStateCopy copy)
    {
        // What is known of the device stays known: that it must not shrink, how often it was frozen.
        var here = TryLoad(options) ?? new SoftState();
        store?.Save(options.Name, options.Uid, here with
        {
            ConfigString = copy.ConfigString.ToArray(),
            Mask = [.. copy.Mask],
            Reservation = [.. copy.Reservation],
        });
    }

    /// <summary>Removes the stored state of a target and sets its shadow aside.</summary>
    /// <param name="options">A target that is not open.</param>
    /// <returns>Where the shadow is now; null when there was none.</returns>
    public string? Forget(TargetOptions options)
    {
        string? shadow = TryLoad(options)?.ShadowPath ?? shadows.PathFor(options);
        string? aside = shadow is not null && File.Exists(shadow) ? FreeName(shadow) : null;
        if (aside is not null)
            File.Move(shadow!, aside);
        store?.Delete(options.Name);
        return aside;
    }

    private static string FreeName(string shadow) =>
        Enumerable.Range(1, int.MaxValue).Select(i => $"{shadow}.left-{i}").First(path => !Path.Exists(path));

    // What cannot be read may tell of a shadow, which must not be forgotten unless that is what somebody wants.
    private SoftState? Known(TargetOptions options)
    {
        try
        {
            return store?.Load(options.Name, options.Uid);
        }
        catch (InvalidDataException e)
        {
            throw new FreezeException("ShadowLost", $"Whether target {options.Name} is frozen is not known: {e.Message}", e);
        }
    }

    private SoftState? TryLoad(TargetOptions options)
    {
        try
        {
            return store?.Load(options.Name, options.Uid);
        }
        catch (InvalidDataException)
        {
            // It is about to be replaced or removed.
            return null;
        }
    }
}
