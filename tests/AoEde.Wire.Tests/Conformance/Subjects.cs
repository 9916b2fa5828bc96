using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>One running target per setup for all cases, put back into its first state before each of them.</summary>
public sealed class Subjects : IDisposable
{
    private const int MaskEntriesPerFrame = 100;
    private readonly Dictionary<(int Mtu, string Engine), Subject> _running = [];

    public Subject Get(int mtu, string engine)
    {
        Requires.Target();
        if (_running.TryGetValue((mtu, engine), out var subject))
        {
            if (TryReset(subject))
                return subject;
            _running.Remove((mtu, engine));
            subject.Dispose();
        }

        subject = new Subject(new SubjectOptions(mtu, engine));
        _running.Add((mtu, engine), subject);
        subject.Me.AskUntilAnswered(subject.Me.Config());
        return subject;
    }

    public void Dispose()
    {
        foreach (var subject in _running.Values)
            subject.Dispose();
    }

    // A case that failed may have left it dead, deaf to us, or with a list that cannot be emptied: then it starts anew.
    private static bool TryReset(Subject subject)
    {
        if (!subject.Process.IsRunning)
            return false;
        try
        {
            var me = subject.Me;
            var within = TimeSpan.FromSeconds(1);
            for (var round = 0; round < 5; round++)
            {
                // Ours goes last, for the target listens to nobody else while the list is not empty.
                var list = me.AskUntilAnswered(me.MaskRead(), within);
                if (list.IsError || list.MaskCount == 0)
                    break;
                var entries = list.MaskList.Where(m => m != me.Initiator.Mac).Append(me.Initiator.Mac);
                (byte Directive, MacAddress Mac)[] edits = [.. entries.TakeLast(MaskEntriesPerFrame).Select(m => ((byte)2, m))];
                me.AskUntilAnswered(me.MaskEdit(edits), within);
            }

            me.AskUntilAnswered(me.ReserveForce(), within);
            me.AskUntilAnswered(me.Config(4), within);
            foreach (var client in new[] { me, subject.Other })
                client.AskUntilAnswered(client.Extensions("reset"), within);
            var isClean = me.AskUntilAnswered(me.MaskRead(), within) is { IsError: false, MaskCount: 0 };
            return isClean && subject.Image.Bytes == subject.Sectors * TempImage.SectorBytes;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
