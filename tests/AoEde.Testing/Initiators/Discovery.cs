using System.Diagnostics;
using AoEde.Protocol;
using AoEde.Testing.Frames;

namespace AoEde.Testing.Initiators;

/// <summary>Finds targets as Linux does: a Config query to everybody.</summary>
public static class Discovery
{
    /// <summary>Waits until so many targets are found; the addresses are shelf and slot, the values where they are.</summary>
    public static IReadOnlyList<TargetIdentity> Discover(this Initiator initiator, int expected = 1, TimeSpan? within = null)
    {
        var found = new HashSet<TargetIdentity>();
        var started = Stopwatch.GetTimestamp();
        while (found.Count < expected)
        {
            if (Stopwatch.GetElapsedTime(started) > (within ?? TimeSpan.FromSeconds(20)))
                throw new TimeoutException($"found {found.Count} of {expected} targets: {string.Join(", ", found)}");
            initiator.Send(Query(initiator));
            while (found.Count < expected && initiator.TryTake(TimeSpan.FromMilliseconds(200), out var reply))
            {
                if (reply.Command == 1)
                    found.Add(new TargetIdentity(reply.Source, reply.Shelf, reply.Slot));
            }
        }

        return [.. found.OrderBy(t => t.Shelf).ThenBy(t => t.Slot)];
    }

    /// <summary>Finds one target by its address.</summary>
    public static TargetClient Find(this Initiator initiator, ushort shelf, byte slot)
    {
        var anywhere = new TargetClient(initiator, new TargetIdentity(MacAddress.Broadcast, shelf, slot));
        var reply = anywhere.AskUntilAnswered(anywhere.Config());
        return new TargetClient(initiator, new TargetIdentity(reply.Source, shelf, slot));
    }

    private static RequestFrame Query(Initiator initiator) => new()
    {
        Destination = MacAddress.Broadcast,
        Source = initiator.Mac,
        Shelf = 0xFFFF,
        Slot = 0xFF,
        Command = 1,
        Tag = initiator.NewTag(),
        Argument = Arguments.Config(0),
    };
}
