using System.Runtime.CompilerServices;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Bench.Contenders;

/// <summary>
/// The limit of the packet path: answers at every address as a target would, with whatever lies in the ring, and never sleeps.
/// No target with storage behind it does less.
/// </summary>
internal sealed class Reflector(PacketPort port, MacAddress self, int mtu, ulong sectors)
{
    private const int Batch = 64;
    private const ushort Buffers = 64;
    private static readonly IdentifyInfo Nobody = new() { Sectors = 0, Serial = "0", Firmware = "0", Model = "reflector" };

    /// <summary>Answers until told to stop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            for (var taken = 0; taken < Batch && port.TryReceive(out var frame) && port.TryReserve(out var answer, out _); taken++)
            {
                var length = Answer(frame.Bytes, answer);
                if (length > 0)
                    port.Commit(length);
                port.Release();
            }

            _ = port.Flush();
        }
    }

    private int Answer(ReadOnlySpan<byte> frame, Span<byte> answer)
    {
        // A wildcard is not answered: the reflector has no address of its own.
        if (!AoeHeader.TryParse(frame, out var header) || header.IsResponse || header.Address.IsWildcard)
            return 0;
        var context = ReplyContext.For(header, self, header.Address);
        if (header.Command == AoeCommand.Config)
            return ReplyWriter.Config(answer, context, AoeError.None, Buffers, 1, (byte)AoeWire.SectorsPerFrame(mtu), ConfigCommand.Read, default);
        return AtaRequest.TryParse(header, out var request)
            ? Answer(request, context, answer)
            : ReplyWriter.Error(answer, context, AoeError.BadArgument);
    }

    private int Answer(in AtaRequest request, in ReplyContext context, Span<byte> answer)
    {
        var bytes = 0;
        if (request.Opcode == AtaOpcode.IdentifyDevice)
        {
            IdentifyData.Write(answer[AoeWire.AtaHeaderLength..], Nobody with { Sectors = sectors });
            bytes = IdentifyData.Length;
        }
        else if (request.IsRead)
        {
            bytes = request.Count * AoeWire.SectorSize;
        }

        return ReplyWriter.Ata(answer, context, request.Flags, AtaError.None, 0, AtaStatus.Ready, request.RawLba, bytes);
    }
}
