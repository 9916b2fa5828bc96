using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace AoEde.ClusterTesting.Faults;

/// <summary>Copies an answer's body line by line and does to it what a fault says.</summary>
internal sealed class FaultyBody(Fault fault, Stream to)
{
    private static readonly byte[] Expired = Encoding.UTF8.GetBytes(
        """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version","reason":"Expired","code":410}}"""
        + "\n");

    // A reset overtakes what was sent before it, and throws away what the client has not read yet.
    private static readonly TimeSpan Delivery = TimeSpan.FromMilliseconds(100);

    private int _line;

    /// <summary>False when the stream is to be broken now.</summary>
    public async Task<bool> CopyAsync(Stream from, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(from);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (Next(ref rest, read.IsCompleted) is { } line)
            {
                if (await HandleAsync(line, cancellationToken) is { } isWhole)
                    return isWhole;
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                return true;
        }
    }

    private static byte[]? Next(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        var end = rest.PositionOf((byte)'\n');
        if (end is null && (!isLast || rest.IsEmpty))
            return null;
        var line = end is { } newline ? rest.Slice(0, rest.GetPosition(1, newline)) : rest;
        rest = rest.Slice(line.End);
        return line.ToArray();
    }

    // Null: go on. True: the body ends here. False: the stream breaks here.
    private async Task<bool?> HandleAsync(byte[] line, CancellationToken cancellationToken)
    {
        _line++;
        if (fault.PerLine is { } wait)
            await wait(cancellationToken);
        var half = line.Length / 2;
        switch (_line == fault.Line ? fault.AtLine : LineFault.None)
        {
            case LineFault.Cut:
                await WriteAsync(line.AsMemory(0, half), cancellationToken);
                await Task.Delay(Delivery, cancellationToken);
                return false;
            case LineFault.Truncate:
                await WriteAsync(line.AsMemory(0, half), cancellationToken);
                return true;
            case LineFault.End:
                return true;
            case LineFault.Error:
                await WriteAsync(Expired, cancellationToken);
                return true;
            case LineFault.Stall:
                await WriteAsync(line.AsMemory(0, half), cancellationToken);
                await fault.Within!.PassAsync(cancellationToken);
                await WriteAsync(line.AsMemory(half), cancellationToken);
                return null;
            default:
                await WriteAsync(line, cancellationToken);
                if (fault.DuplicateEvery > 0 && _line % fault.DuplicateEvery == 0)
                    await WriteAsync(line, cancellationToken);
                return null;
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await to.WriteAsync(bytes, cancellationToken);
        await to.FlushAsync(cancellationToken);
    }
}
