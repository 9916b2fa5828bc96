using AoEde.Testing.Initiators;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>Writes of an initiator.</summary>
internal static class StageWrites
{
    /// <summary>Bytes of a block.</summary>
    public const int Block = 4096;

    /// <summary>Writes blocks from one on, each acknowledged before the next.</summary>
    public static void Write(this Stage stage, Initiator initiator, int first, int count)
    {
        var client = stage.Find(initiator);
        var data = new byte[Block];
        Array.Fill(data, (byte)first);
        for (var block = first; block < first + count; block++)
            client.AskUntilAnswered(client.Write((ulong)block * (Block / 512), data));
    }
}
