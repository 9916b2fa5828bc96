using AoEde.Protocol;

namespace AoEde.Ctl.Probe;

/// <summary>
/// Asks everybody on a segment for their config (three times, since AoE may lose frames) and then each one who answered who it
/// is. Reads nothing else and changes nothing.
/// </summary>
internal sealed class WireProbe
{
    private const int Attempts = 3;

    private readonly IProbeWire _wire;
    private readonly AoeAddress _wanted;
    private readonly TimeProvider _time;
    private readonly byte[] _frame;
    private readonly SortedDictionary<(uint Address, ulong Mac), FoundTarget> _found = [];

    private WireProbe(IProbeWire wire, AoeAddress wanted, TimeProvider time)
    {
        _wire = wire;
        _wanted = wanted;
        _time = time;
        _frame = new byte[Math.Max(wire.Mtu, 1500) + Wire.EthernetHeaderLength];
    }

    /// <summary>Probes.</summary>
    /// <param name="wire">Where.</param>
    /// <param name="wanted">Which address; wildcards ask for all.</param>
    /// <param name="wait">How long to listen in each of the two rounds at most.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Who answered, ordered by address and then by MAC.</returns>
    public static IReadOnlyList<FoundTarget> Run(IProbeWire wire, AoeAddress wanted, TimeSpan wait, TimeProvider time)
    {
        var probe = new WireProbe(wire, wanted, time);
        probe.AskAll(wait);
        probe.AskEach(wait);
        return [.. probe._found.Values];
    }

    private static string Printable(ReadOnlySpan<byte> text)
        => string.Create(text.Length, text, static (letters, bytes) =>
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                letters[i] = bytes[i] is >= 0x20 and <= 0x7E ? (char)bytes[i] : '.';
            }
        });

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    private void AskAll(TimeSpan wait)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var context = new RequestContext(MacAddress.Broadcast, _wire.Self, _wanted, Tag: (uint)attempt);
            _wire.Send(_frame.AsSpan(0, RequestWriter.ConfigRead(_frame, context)));
            Listen(wait / Attempts, TakeConfig);
        }
    }

    private void AskEach(TimeSpan wait)
    {
        var silent = new HashSet<(uint Address, ulong Mac)>(_found.Keys);
        for (var attempt = 0; attempt < Attempts && silent.Count > 0; attempt++)
        {
            foreach (var (address, mac) in silent)
            {
                var context = new RequestContext(new MacAddress(mac), _wire.Self, FromKey(address), Tag: (uint)(Attempts + attempt));
                _wire.Send(_frame.AsSpan(0, RequestWriter.Identify(_frame, context)));
            }

            Listen(wait / Attempts, length => TakeIdentity(length, silent), () => silent.Count == 0);
        }

        foreach (var key in silent)
        {
            Note(key, "does not answer IDENTIFY; its MAC list may not have this host");
        }

        foreach (var address in _found.Keys.GroupBy(key => key.Address).Where(keys => keys.Count() > 1))
        {
            foreach (var key in address)
            {
                Note(key, "several cards answer here: one target on two, or a conflict; compare serial and size");
            }
        }
    }

    private static AoeAddress FromKey(uint key) => new((ushort)(key >> 8), (byte)key);

    private void Listen(TimeSpan wait, Action<int> take, Func<bool>? isEnough = null)
    {
        var start = _time.GetTimestamp();
        while (isEnough?.Invoke() != true && wait - _time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            if (_wire.TryReceive(_frame, left, out var length))
            {
                take(length);
            }
        }
    }

    private void TakeConfig(int length)
    {
        if (!AoeHeader.TryParse(_frame.AsSpan(0, length), out var header) || !IsOurs(header, AoeCommand.Config)
            || !ConfigReply.TryParse(header, out var reply))
        {
            return;
        }

        reply.TryGetString(out var text);
        _found[(header.Address.Key, header.Source.Value)] = new FoundTarget
        {
            Address = header.Address.ToString(),
            Mac = header.Source.ToString(),
            Buffers = reply.BufferCount,
            SectorsPerFrame = reply.SectorCount,
            Firmware = $"0x{reply.Firmware:X4}",
            ConfigString = OrNull(Printable(text)),
        };
    }

    private void TakeIdentity(int length, HashSet<(uint Address, ulong Mac)> silent)
    {
        if (!AoeHeader.TryParse(_frame.AsSpan(0, length), out var header) || !IsOurs(header, AoeCommand.Ata))
        {
            return;
        }

        var key = (header.Address.Key, header.Source.Value);
        if (!silent.Remove(key))
        {
            return;
        }

        if (header.IsError || !AtaReply.TryParse(header, out var reply) || !IdentifyView.TryParse(reply.Data, out var identity))
        {
            Note(key, header.IsError ? $"answers IDENTIFY with error {(int)header.Error}" : "answers IDENTIFY with an incomplete page");
            return;
        }

        _found[key] = _found[key] with
        {
            SizeBytes = (long)identity.Sectors * Wire.SectorSize,
            Model = OrNull(identity.Model.Trim()),
            Serial = OrNull(identity.Serial.Trim()),
        };
    }

    private bool IsOurs(in AoeHeader header, AoeCommand command)
        => header.IsResponse && header.Command == command && header.Address.Accepts(_wanted) && header.Source != _wire.Self;

    private void Note((uint Address, ulong Mac) key, string note)
        => _found[key] = _found[key] with { Note = _found[key].Note is { } before ? $"{before}; {note}" : note };
}
