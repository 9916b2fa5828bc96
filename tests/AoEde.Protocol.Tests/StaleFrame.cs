namespace AoEde.Protocol.Tests;

/// <summary>A transmit frame as a ring hands it out: full of something older.</summary>
internal sealed class StaleFrame
{
    public const byte Stale = 0xEE;

    public StaleFrame(int length = 2048)
    {
        Bytes = new byte[length];
        Bytes.AsSpan().Fill(Stale);
    }

    public byte[] Bytes { get; }

    public Span<byte> Span => Bytes;
}
