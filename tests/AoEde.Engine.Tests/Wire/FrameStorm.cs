using System.Buffers.Binary;
using System.Diagnostics;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Wire;

/// <summary>Sends one request over and over at changing places, a window at a time, and counts the good answers.</summary>
internal sealed class FrameStorm(TargetClient client)
{
    private const int Window = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends so many frames and waits for all their answers.</summary>
    /// <param name="request">The request; tag, sector and the first data bytes are changed from frame to frame.</param>
    /// <param name="count">How many.</param>
    /// <param name="lbaOf">The sector of each.</param>
    /// <returns>Answers that report success.</returns>
    public int Run(RequestFrame request, int count, Func<int, int> lbaOf)
    {
        var frame = request.ToBytes();
        int sent = 0, answered = 0, good = 0;
        var started = Stopwatch.GetTimestamp();
        while (answered < count && Stopwatch.GetElapsedTime(started) < Patience)
        {
            while (sent < count && sent - answered < Window)
                client.Initiator.Send(Next(frame, sent++, lbaOf));
            while (client.Initiator.TryTake(TimeSpan.FromMilliseconds(sent == count || sent - answered >= Window ? 1000 : 0), out var reply))
            {
                answered++;
                good += reply.AtaStatus == 0x40 && reply.Command == 0 ? 1 : 0;
                if (sent < count)
                    break;
            }
        }

        return good;
    }

    private static byte[] Next(byte[] frame, int number, Func<int, int> lbaOf)
    {
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(20), number + 1);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(28), lbaOf(number));
        // Writes of the same data would be merged as duplicates.
        if (frame.Length > 60)
            BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(36), number);
        return frame;
    }
}
