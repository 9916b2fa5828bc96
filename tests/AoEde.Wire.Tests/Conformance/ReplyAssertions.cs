using AoEde.Testing.Frames;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>What the cases say about an answer, in their own words.</summary>
public static class ReplyAssertions
{
    /// <summary>ATA status 40, error 0, nothing behind the header.</summary>
    public static void ShouldBeDone(this Reply reply) => reply.ShouldBeAta(0x40, 0x00);

    /// <summary>ATA status 40 with exactly this data.</summary>
    public static void ShouldCarry(this Reply reply, ReadOnlySpan<byte> data)
    {
        reply.IsError.ShouldBeFalse(reply.ToString());
        reply.AtaStatus.ShouldBe((byte)0x40, reply.ToString());
        reply.AtaError.ShouldBe((byte)0);
        reply.AtaCount.ShouldBe((byte)0);
        FrameDump.Difference(data, reply.Data).ShouldBeEmpty();
    }

    /// <summary>ATA status 41, error 04: the command is not done.</summary>
    public static void ShouldBeAborted(this Reply reply) => reply.ShouldBeAta(0x41, 0x04);

    /// <summary>ATA status 41, error 10: there is no such sector.</summary>
    public static void ShouldBeOutOfRange(this Reply reply) => reply.ShouldBeAta(0x41, 0x10);

    /// <summary>The E flag with an AoE error.</summary>
    public static void ShouldBeError(this Reply reply, byte error)
    {
        reply.IsError.ShouldBeTrue(reply.ToString());
        reply.Error.ShouldBe(error);
    }

    /// <summary>No E flag, no error.</summary>
    public static void ShouldBeGood(this Reply reply)
    {
        reply.VersionAndFlags.ShouldBe((byte)0x18, reply.ToString());
        reply.Error.ShouldBe((byte)0);
    }

    private static void ShouldBeAta(this Reply reply, byte status, byte error)
    {
        reply.ShouldBeGood();
        reply.AtaStatus.ShouldBe(status, reply.ToString());
        reply.AtaError.ShouldBe(error, reply.ToString());
        reply.Length.ShouldBe(RequestFrame.MinimumBytes);
    }
}
