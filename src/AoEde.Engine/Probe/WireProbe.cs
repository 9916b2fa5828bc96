using AoEde.Protocol;

namespace AoEde.Engine.Probe;

/// <summary>
/// One probe: asks a segment for the config of some addresses (three times, since AoE may lose frames), and then each one who
/// answered who it is.
/// </summary>
internal sealed class WireProbe
{
    private const int Attempts = 3;

    // Bit 31 marks tags that no Linux driver on the same segment takes for its own.
    private const uint ConfigTag = 0x80AE_DE01;
    private const uint IdentifyTag = 0x80AE_DE02;

    // An IDENTIFY page takes 548 bytes and the longest config string 1056; what else is cut off is of no interest.
    private const int LongestFrame = 2048;

    private readonly IProbeWire _wire;
    private readonly IReadOnlyCollection<AoeAddress> _wanted;
    private readonly TimeProvider _time;
    private readonly byte[] _frame = new byte[LongestFrame];
    private readonly SortedDictionary<(uint Address, ulong Mac), ProbeAnswer> _found = [];

    private WireProbe(IProbeWire wire, IReadOnlyCollection<AoeAddress> wanted, TimeProvider time)
    {
        _wire = wire;
        _wanted = wanted;
        _time = time;
    }

    /// <summary>Probes.</summary>
    /// <param name="wire">Where.</param>
    /// <param name="wanted">Which addresses; one wildcard address asks for everyone.</param>
    /// <param name="times">How long to listen.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Who answered, ordered by address and then by MAC.</returns>
    public static IReadOnlyList<ProbeAnswer> Run(
        IProbeWire wire, IReadOnlyCollection<AoeAddress> wanted, ProbeTimes times, TimeProvider time)
    {
        var probe = new WireProbe(wire, wanted, time);
        probe.AskAll(times.Config);
        probe.AskEach(times.Identify);
        probe.NoteSharedAddresses();
        return [.. probe._found.Values];
    }

    private void AskAll(TimeSpan listen)
    {
        var start = _time.GetTimestamp();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            foreach (var address in _wanted)
            {
                var context = new RequestContext(MacAddress.Broadcast, _wire.Self, address, ConfigTag);
                _wire.Send(_frame.AsSpan(0, RequestWriter.ConfigRead(_frame, context)));
            }

            Listen(start, listen * attempt / Attempts, TakeConfig, () => false);
        }
    }

    private void AskEach(TimeSpan listen)
    {
        var silent = _found.Keys.ToHashSet();
        var start = _time.GetTimestamp();
        for (var attempt = 1; attempt <= Attempts && silent.Count > 0; attempt++)
        {
            foreach (var answer in silent.Select(key => _found[key]))
            {
                var context = new RequestContext(answer.Mac, _wire.Self, answer.Address, IdentifyTag);
                _wire.Send(_frame.AsSpan(0, RequestWriter.Identify(_frame, context)));
            }

            Listen(start, listen * attempt / Attempts, header => TakeIdentity(header, silent), () => silent.Count == 0);
        }

        foreach (var key in silent)
            Note(key, "does not answer IDENTIFY; its MAC list may not have this host");
    }

    /// <summary>Hears responses until a time after the start, or until that is enough.</summary>
    private void Listen(long start, TimeSpan until, Action<AoeHeader> take, Func<bool> isEnough)
    {
        while (!isEnough()
            && until - _time.GetElapsedTime(start) is { Ticks: > 0 } left
            && _wire.TryReceive(_frame, left, out var length))
        {
            if (AoeHeader.TryParse(_frame.AsSpan(0, length), out var header) && header.IsResponse && header.Source != _wire.Self)
                take(header);
        }
    }

    // Whatever its tag: an advertisement tells as well as an answer that somebody is there.
    private void TakeConfig(AoeHeader header)
    {
        if (header.Command != AoeCommand.Config || !_wanted.Any(header.Address.Accepts) || !ConfigReply.TryParse(header, out var reply))
            return;
        reply.TryGetString(out var text);
        _found[(header.Address.Key, header.Source.Value)] = new ProbeAnswer(_wire.Name, header.Address, header.Source)
        {
            BufferCount = reply.BufferCount,
            SectorCount = reply.SectorCount,
            Firmware = reply.Firmware,
            ConfigString = ForeignText.Printable(text),
        };
    }

    // By its tag: what this host's own initiator reads from the same target arrives here too, and is no page about it.
    private void TakeIdentity(AoeHeader header, HashSet<(uint Address, ulong Mac)> silent)
    {
        var key = (header.Address.Key, header.Source.Value);
        if (header.Command != AoeCommand.Ata || header.Tag != IdentifyTag || !silent.Remove(key))
            return;
        if (header.IsError)
            Note(key, $"answers IDENTIFY with error {(int)header.Error}");
        else if (!AtaReply.TryParse(header, out var reply) || !IdentifyView.TryParse(reply.Data, out var identity))
            Note(key, "answers IDENTIFY with an incomplete page");
        else
            _found[key] = _found[key] with { Sectors = identity.Sectors, Model = OrNull(identity.Model), Serial = OrNull(identity.Serial) };
    }

    private void NoteSharedAddresses()
    {
        var shared = _found.Keys.GroupBy(key => key.Address).Where(keys => keys.Count() > 1);
        foreach (var key in shared.SelectMany(keys => keys).ToList())
            Note(key, "several cards answer here: one target on two, or a conflict; compare serial and size");
    }

    private void Note((uint Address, ulong Mac) key, string note) =>
        _found[key] = _found[key] with { Note = _found[key].Note is { } before ? $"{before}; {note}" : note };

    // IdentifyView has taken out padding and what cannot be printed.
    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
