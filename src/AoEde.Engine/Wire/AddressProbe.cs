using System.Text;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>
/// Asks an interface's segment who answers at some addresses: Config queries at 0, 100 and 200 ms, listening until 300 ms
/// (two real targets answered within a quarter of a millisecond), then IDENTIFY to whoever did. A target that masks our MAC
/// address does not answer, and that cannot be told from nobody being there.
/// </summary>
public static class AddressProbe
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdentifyWait = TimeSpan.FromMilliseconds(100);
    private const int Rounds = 3;

    // Bit 31 marks tags that no Linux driver on the same segment takes for its own.
    private const uint ConfigTag = 0x80AE_DE01;
    private const uint IdentifyTag = 0x80AE_DE02;
    private const int LargestFrame = 65536;

    /// <summary>Probes, blocking for about 300 ms.</summary>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="interfaceName">Its name, for the answers.</param>
    /// <param name="own">Its MAC address.</param>
    /// <param name="addresses">What to ask for; one wildcard address asks for everyone.</param>
    /// <exception cref="Native.NativeException">The interface is gone or down, or the process may not open packet sockets.</exception>
    public static IReadOnlyList<ProbeAnswer> Ask(
        int interfaceIndex, string interfaceName, MacAddress own, IReadOnlyCollection<AoeAddress> addresses)
    {
        using var socket = RawSocket.OpenForAsking(interfaceIndex);
        var answers = new Dictionary<(AoeAddress, MacAddress), ProbeAnswer>();
        var buffer = new byte[LargestFrame];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (var address in addresses)
            {
                int length = RequestWriter.ConfigRead(buffer, new RequestContext(MacAddress.Broadcast, own, address, ConfigTag));
                socket.Send(buffer.AsSpan(0, length));
            }

            Listen(socket, buffer, Interval, header => NoteConfig(header, interfaceName, addresses, answers));
        }

        foreach (var answer in answers.Values.ToArray())
        {
            int length = RequestWriter.Identify(buffer, new RequestContext(answer.Mac, own, answer.Address, IdentifyTag));
            socket.Send(buffer.AsSpan(0, length));
        }

        int missing = answers.Count;
        if (missing > 0)
            Listen(socket, buffer, IdentifyWait, header => NoteIdentify(header, answers) && --missing == 0);
        return [.. answers.Values.OrderBy(a => a.Address.Key).ThenBy(a => a.Mac.Value)];
    }

    private delegate bool Hear(AoeHeader header);

    private static void Listen(RawSocket socket, byte[] buffer, TimeSpan time, Hear heardEnough)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (time - TimeProvider.System.GetElapsedTime(start) is { Ticks: > 0 } left && socket.TryReceive(buffer, left, out int length))
        {
            if (AoeHeader.TryParse(buffer.AsSpan(0, length), out var header) && header.IsResponse && heardEnough(header))
                return;
        }
    }

    private static bool NoteConfig(
        AoeHeader header, string interfaceName, IReadOnlyCollection<AoeAddress> asked, Dictionary<(AoeAddress, MacAddress), ProbeAnswer> answers)
    {
        if (header.Command == AoeCommand.Config && ConfigReply.TryParse(header, out var config) && asked.Any(header.Address.Accepts))
        {
            config.TryGetString(out var text);
            answers.TryAdd((header.Address, header.Source), new ProbeAnswer(interfaceName, header.Address, header.Source)
            {
                BufferCount = config.BufferCount,
                SectorCount = config.SectorCount,
                Firmware = config.Firmware,
                ConfigString = Printable(text),
            });
        }

        return false;
    }

    private static bool NoteIdentify(AoeHeader header, Dictionary<(AoeAddress, MacAddress), ProbeAnswer> answers)
    {
        var key = (header.Address, header.Source);
        if (header.Tag != IdentifyTag || header.Command != AoeCommand.Ata || !answers.TryGetValue(key, out var answer)
            || !AtaReply.TryParse(header, out var reply) || !IdentifyView.TryParse(reply.Data, out var identify) || answer.Sectors is not null)
            return false;
        answers[key] = answer with
        {
            Sectors = identify.Sectors,
            Serial = Clean(identify.Serial),
            Model = Clean(identify.Model),
        };
        return true;
    }

    private static string Clean(string text) => Printable(Encoding.Latin1.GetBytes(text)).Trim();

    // What a stranger sends is shown to people: no control characters.
    private static string Printable(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (byte b in text)
            shown.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
        return shown.ToString();
    }
}
