namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// All states in which a power cut at one moment may leave base and shadow: a choice for each sector with later content than what is
/// stable, for the shadow's length and for its name, each independent of the others. What says most comes first.
/// </summary>
internal sealed class CutPoint
{
    private readonly long _sectors;
    private readonly PowerFile _shadow;
    private readonly List<(long Index, Sector[] Options)> _meta = [];
    private readonly List<Sector[]> _data = [];
    private readonly Sector[] _base;
    private readonly Sector[] _shadowData;
    private readonly int[] _baseChoice;
    private readonly int[] _shadowChoice;
    private readonly bool[] _existences;
    private readonly long[] _lengths;
    private readonly ulong _stableKey;
    private readonly long _stableEnd;

    public CutPoint(PowerFile shadow, Existence existence, PowerFile? baseFile, long sectors)
    {
        _shadow = shadow;
        _sectors = sectors;
        _existences = existence == Existence.Perhaps ? [false, true] : [existence == Existence.Yes];
        _lengths = shadow.StableLength == shadow.Length ? [shadow.Length] : [shadow.StableLength, shadow.Length];
        foreach (long index in shadow.Written.Where(i => World.IsMeta(i, sectors)))
        {
            var options = shadow.Open.Contains(index) ? shadow.Options(index) : [shadow.Stable(index)];
            if (options.Length > 1)
                _meta.Add((index, options));
            else if (options[0].Hash != 0)
                (_stableKey, _stableEnd) = (_stableKey ^ StateKey.Of(index, options[0]), Math.Max(_stableEnd, (index + 1) * Sector.Bytes));
        }

        (_base, _baseChoice) = baseFile is null ? ([], []) : Data(baseFile, World.BaseIndex);
        (_shadowData, _shadowChoice) = baseFile is null ? ([], []) : Data(shadow, World.ShadowIndex);
        Counts = [_existences.Length, _lengths.Length, .. _meta.Select(m => m.Options.Length), .. _data.Select(d => d.Length)];
        Possible = Counts.Aggregate(1.0, (product, count) => product * count);
    }

    /// <summary>How many ways there are to choose, at each choice.</summary>
    public int[] Counts { get; }

    /// <summary>How many states there are.</summary>
    public double Possible { get; }

    public Sector BaseAt(int lba, int[] picks) => At(_base, _baseChoice, lba, picks);

    public Sector ShadowAt(int lba, int[] picks) => At(_shadowData, _shadowChoice, lba, picks);

    public bool HasShadow(int[] picks) => _existences[picks[0]];

    /// <summary>Names what the shadow's header and journal are.</summary>
    public ulong MetaKey(int[] picks)
    {
        ulong key = _stableKey ^ StateKey.OfLength(LengthOf(picks));
        for (int i = 0; i < _meta.Count; i++)
            key ^= StateKey.Of(_meta[i].Index, _meta[i].Options[picks[i + 2]]);
        return key;
    }

    /// <summary>The shadow's header and journal.</summary>
    public PowerFile MetaOf(int[] picks)
    {
        var file = new PowerFile();
        foreach (long index in _shadow.Written.Where(i => World.IsMeta(i, _sectors)))
            file.Place(index, _shadow.Stable(index));
        for (int i = 0; i < _meta.Count; i++)
            file.Place(_meta[i].Index, _meta[i].Options[picks[i + 2]]);
        file.PlaceLength(LengthOf(picks));
        return file;
    }

    private Sector At(Sector[] stable, int[] choices, int lba, int[] picks)
    {
        int choice = choices[lba];
        return choice < 0 ? stable[lba] : _data[choice][picks[2 + _meta.Count + choice]];
    }

    private (Sector[] Stable, int[] Choice) Data(PowerFile file, Func<long, long> indexOf)
    {
        var stable = new Sector[_sectors];
        int[] choice = new int[_sectors];
        for (int lba = 0; lba < _sectors; lba++)
        {
            long index = indexOf(lba);
            stable[lba] = file.Stable(index);
            choice[lba] = -1;
            if (!file.Open.Contains(index) || file.Options(index) is not { Length: > 1 } options)
                continue;
            choice[lba] = _data.Count;
            _data.Add(options);
        }

        return (stable, choice);
    }

    // What reached the medium behind the end made the file longer.
    private long LengthOf(int[] picks)
    {
        long length = Math.Max(_stableEnd, _lengths[picks[1]]);
        for (int i = 0; i < _meta.Count; i++)
        {
            var (index, options) = _meta[i];
            if (options[picks[i + 2]].Hash != 0)
                length = Math.Max(length, (index + 1) * Sector.Bytes);
        }

        return length;
    }
}
