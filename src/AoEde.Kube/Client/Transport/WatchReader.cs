using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AoEde.Kube.Client.Transport;

/// <summary>Cuts the stream of a watch into lines, wherever the network cut it before.</summary>
internal static class WatchReader
{
    /// <summary>The longest line, in bytes; etcd takes objects of 1.5 MiB.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Reads events until the stream ends.</summary>
    /// <exception cref="IOException">It ended in the middle of a line, a line is no event, or none ends.</exception>
    /// <exception cref="KubernetesException">The server sent an error.</exception>
    public static async IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> ReadAsync<TEntity>(
        Stream stream, JsonTypeInfo<TEntity> info, int mostBytes = MostBytes, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TEntity : class
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
        try
        {
            long scanned = 0;
            while (true)
            {
                var result = await pipe.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                while (TakeLine(ref buffer, ref scanned) is { } line)
                {
                    if (Parse(line, info) is { } found)
                        yield return found;
                }
                if (buffer.Length > mostBytes)
                    throw new IOException($"an event of the watch is longer than {mostBytes} bytes");
                if (result.IsCompleted && !buffer.IsEmpty)
                    throw new IOException("the watch ended in the middle of an event");
                pipe.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    /// <summary>Takes the first line off, without its end; what was looked at before is not looked at again.</summary>
    private static ReadOnlySequence<byte>? TakeLine(ref ReadOnlySequence<byte> buffer, ref long scanned)
    {
        if (buffer.Slice(scanned).PositionOf((byte)'\n') is not { } end)
        {
            scanned = buffer.Length;
            return null;
        }
        var line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        scanned = 0;
        return line;
    }

    private static (WatchEventType Type, TEntity Entity)? Parse<TEntity>(ReadOnlySequence<byte> line, JsonTypeInfo<TEntity> info)
        where TEntity : class
    {
        if (line.IsEmpty)
            return null;
        try
        {
            return WatchEvent.Parse(line, info);
        }
        catch (JsonException slip)
        {
            throw new IOException($"a line of the watch is no event: {slip.Message}", slip);
        }
    }
}
