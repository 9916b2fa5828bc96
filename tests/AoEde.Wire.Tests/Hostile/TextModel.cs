using System.Buffers.Binary;
using AoEde.Protocol;
using AoEde.Testing.Frames;

namespace AoEde.Wire.Tests.Hostile;

/// <summary>
/// Config strings and station lists that some request did set. An answer that holds another one shows bytes of something
/// it must not show.
/// </summary>
internal sealed class TextModel
{
    private readonly HashSet<string> _texts = [string.Empty];
    private readonly HashSet<MacAddress> _reservers = [];

    public void Learn(ReadOnlySpan<byte> request)
    {
        if (request.Length >= 32 && request[19] == 1 && (request[29] & 0x0F) is 3 or 4)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(request[30..]);
            if (length <= 1024 && 32 + length <= request.Length)
                _texts.Add(System.Text.Encoding.Latin1.GetString(request.Slice(32, length)));
        }

        if (request.Length >= 26 && request[19] == 3 && request[24] is 1 or 2 && 26 + (6 * request[25]) <= request.Length)
        {
            for (var i = 0; i < request[25]; i++)
                _reservers.Add(MacAddress.Read(request[(26 + (6 * i))..]));
        }
    }

    /// <summary>Null if everything in the answer was put there by somebody.</summary>
    public string? Problem(Reply reply) => reply.Command switch
    {
        1 when reply.Error is 0 or 2 or 4 && !_texts.Contains(reply.Text) => "nobody set this config string",
        2 when !reply.IsError && reply.MaskError == 0 && reply.MaskCount != 0 => "nobody is on the mask list",
        3 when reply.Error is 0 or 2 or 6 && reply.ReserveList.Any(m => !_reservers.Contains(m)) => "nobody reserved for this station",
        _ => null,
    };
}
