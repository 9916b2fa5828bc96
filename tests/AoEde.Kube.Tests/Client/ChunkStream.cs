namespace AoEde.Kube.Tests.Client;

/// <summary>Gives bytes in pieces of given sizes, as a network does.</summary>
internal sealed class ChunkStream(IEnumerable<byte[]> chunks) : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _chunks = new(chunks.Where(chunk => chunk.Length > 0).Select(chunk => new ReadOnlyMemory<byte>(chunk)));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Take(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> into)
    {
        if (!_chunks.TryPeek(out var chunk))
            return 0;
        var length = Math.Min(into.Length, chunk.Length);
        chunk.Span[..length].CopyTo(into);
        _chunks.Dequeue();
        if (length < chunk.Length)
        {
            var rest = _chunks.ToArray();
            _chunks.Clear();
            _chunks.Enqueue(chunk[length..]);
            foreach (var later in rest)
                _chunks.Enqueue(later);
        }
        return length;
    }
}
