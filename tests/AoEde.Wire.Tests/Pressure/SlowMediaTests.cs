using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Pressure;

/// <summary>A disk that takes half a second for each operation, and initiators that lose patience with it.</summary>
public sealed class SlowMediaTests
{
    private const int OperationsPerSecond = 2;
    private const int Retransmissions = 20;

    [SkippableTheory, InlineData("io-uring -d"), InlineData("aio -d")]
    public void Case162_SentAgainWhileTheDiskWorks_WrittenOnceAndEachAnswered(string engine)
    {
        Requires.OurAgent();
        Requires.LoopDevices();
        Skip.IfNot(SlowDevice.Prerequisite.IsMet, SlowDevice.Prerequisite.Reason);
        LoopDevice? device = null;
        SlowDevice? slow = null;
        try
        {
            using var target = new Subject(new SubjectOptions(1500, engine) { Backing = image => (device ??= new LoopDevice(image)).Path });
            var me = target.Me;
            me.AskUntilAnswered(me.Config());
            slow = new SlowDevice(device!, OperationsPerSecond, target.Process.ProcessId);
            var writesBefore = device!.Writes;

            // Two others first, so that the one sent again cannot have been done before the last of its retransmissions comes.
            var data = Bytes(3);
            RequestFrame[] others = [me.Write(40, Bytes(1)), me.Write(50, Bytes(2))];
            var write = me.Write(60, data);
            var again = Enumerable.Range(0, Retransmissions).Select(_ => write with { Tag = me.Initiator.NewTag() });
            RequestFrame[] requests = [.. others, write, .. again, write];
            me.Initiator.SendBurst(requests.Select(r => r.ToBytes()));
            var answers = Take(me.Initiator, requests.Length);

            answers.Select(a => a.Tag).Order().ShouldBe(requests.Select(r => r.Tag).Order());
            answers.ForEach(a => a.ShouldBeDone());
            (device.Writes - writesBefore).ShouldBe(others.Length + 1, "each range is written once");
            target.Ask(me.Read(60, 1)).ShouldCarry(data);
            device.Image.Read(60).ShouldBe(data);
        }
        finally
        {
            slow?.Dispose();
            device?.Dispose();
        }
    }

    private static List<Reply> Take(Initiator initiator, int expected)
    {
        var answers = new List<Reply>();
        while (answers.Count < expected && initiator.TryTake(TimeSpan.FromSeconds(10), out var reply))
            answers.Add(reply);
        return answers;
    }

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[TempImage.SectorBytes];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
