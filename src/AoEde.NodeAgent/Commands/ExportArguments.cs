using System.Globalization;
using AoEde.Engine;
using AoEde.Native.Disk;
using AoEde.NodeAgent.Hosting;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Commands;

/// <summary>The words of an export line, and what they mean. Pure, except that it asks once what kind of thing FILE is.</summary>
internal sealed record ExportArguments
{
    /// <summary>The shelf that Linux initiators take for a mis-set dip switch and refuse.</summary>
    private const int RefusedShelf = 4095;

    private const long SectorBytes = AoeWire.SectorSize;

    /// <summary>-b</summary>
    public string? Buffers { get; init; }

    /// <summary>-f</summary>
    public string? Freeze { get; init; }

    /// <summary>-d</summary>
    public bool Direct { get; init; }

    /// <summary>-r</summary>
    public bool ReadOnly { get; init; }

    /// <summary>-m, each possibly a list</summary>
    public IReadOnlyList<string> Macs { get; init; } = [];

    /// <summary>-o</summary>
    public string? OffsetSectors { get; init; }

    /// <summary>-l</summary>
    public string? LengthSectors { get; init; }

    /// <summary>--engine</summary>
    public string? Engine { get; init; }

    /// <summary>--config-string</summary>
    public string? ConfigString { get; init; }

    /// <summary>--policy</summary>
    public string? Policy { get; init; }

    /// <summary>--pumps</summary>
    public string? Pumps { get; init; }

    /// <summary>SHELF</summary>
    public string Shelf { get; init; } = "";

    /// <summary>SLOT</summary>
    public string Slot { get; init; } = "";

    /// <summary>IFACE [IFACE..] FILE</summary>
    public IReadOnlyList<string> InterfacesAndFile { get; init; } = [];

    /// <summary>Judges every word; <paramref name="problems"/> gets one line per mistake and the answer is null if there is one.</summary>
    /// <param name="hostName">Goes into the UID and so into the serial number.</param>
    /// <param name="isBlockDevice">Says what FILE leads to.</param>
    /// <param name="problems">Receives the mistakes.</param>
    public TargetOptions? ToTarget(string hostName, Func<string, bool> isBlockDevice, List<string> problems)
    {
        var before = problems.Count;
        var shelf = Number("shelf", Shelf, 0, 65534, problems);
        if (shelf == RefusedShelf)
        {
            problems.Add("shelf 4095: Linux initiators refuse this address; choose another shelf");
        }

        var slot = Number("slot", Slot, 0, 254, problems);
        var buffers = Buffers is null ? AdvertisedBuffers.Usual : Number("-b", Buffers, 1, 65535, problems);
        var offset = OffsetSectors is null ? 0 : Number("-o", OffsetSectors, 0, long.MaxValue / SectorBytes, problems);
        var length = LengthSectors is null ? (long?)null : Number("-l", LengthSectors, 1, long.MaxValue / SectorBytes, problems);
        var macs = ParseMacs(problems);
        var engine = ParseEngine(problems);
        CheckConfigString(problems);
        var (interfaces, file) = SplitRest(problems);
        var freeze = ShadowArgument.Parse(Freeze, file, problems);
        if (problems.Count > before)
        {
            return null;
        }

        var address = new AoeAddress((ushort)shelf, (byte)slot);
        return new TargetOptions
        {
            Name = address.ToString(),
            Address = address,
            Interfaces = interfaces,
            Backing = new BackingOptions
            {
                Path = file,
                IsDevice = isBlockDevice(file),
                OffsetBytes = offset * SectorBytes,
                LengthBytes = length * SectorBytes,
            },
            ReadOnly = ReadOnly,
            Uid = NameBasedGuid.ForTarget(hostName, address.ToString()),
            BufferCount = (ushort)Math.Max(buffers, AdvertisedBuffers.Least),
            InitiatorMacs = macs,
            ConfigString = ConfigString ?? "",
            Engine = engine,
            Direct = Direct,
            Freeze = freeze,
        };
    }

    /// <summary>How many pumps each interface gets; <paramref name="problems"/> gets a line when that is no number of pumps.</summary>
    /// <param name="problems">Receives the mistake.</param>
    public int ToPumps(List<string> problems) =>
        Pumps is null ? 1 : (int)Number("--pumps", Pumps, 1, HostOptions.MostPumpsPerInterface, problems);

    private static long Number(string what, string text, long least, long most, List<string> problems)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        problems.Add(most == long.MaxValue / SectorBytes
            ? $"{what} '{text}': give a whole number of 512-byte sectors, {least} or more"
            : $"{what} '{text}': give a whole number from {least} to {most}");
        return least;
    }

    private List<MacAddress> ParseMacs(List<string> problems)
    {
        var macs = new List<MacAddress>();
        foreach (var text in Macs.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries)))
        {
            // vblade takes addresses with or without colons.
            var spelled = text.Length == 12 && !text.Contains(':')
                ? string.Join(':', text.Chunk(2).Select(pair => new string(pair)))
                : text;
            if (!MacAddress.TryParse(spelled, out var mac) || mac.IsGroup || mac.IsZero)
            {
                problems.Add($"-m '{text}': give the address of one network card, like 52:54:00:12:34:56");
            }
            else if (!macs.Contains(mac))
            {
                macs.Add(mac);
            }
        }

        if (macs.Count > 255)
        {
            problems.Add($"-m: {macs.Count} addresses; the mask list of a target holds 255");
        }

        return macs;
    }

    private DiskEngineKind ParseEngine(List<string> problems)
    {
        switch (Engine)
        {
            case null or "auto":
                return DiskEngineKind.Auto;
            case "io-uring":
                return DiskEngineKind.IoUring;
            case "aio":
                return DiskEngineKind.LinuxAio;
            default:
                problems.Add($"--engine '{Engine}': give auto, io-uring or aio");
                return DiskEngineKind.Auto;
        }
    }

    private void CheckConfigString(List<string> problems)
    {
        if (ConfigString is { Length: > 1024 })
        {
            problems.Add($"--config-string: {ConfigString.Length} characters; the protocol holds 1024");
        }
        else if (ConfigString is not null && ConfigString.Any(letter => letter is < ' ' or > '~'))
        {
            problems.Add("--config-string: give printable ASCII characters only");
        }
    }

    private (IReadOnlyList<string> Interfaces, string File) SplitRest(List<string> problems)
    {
        if (InterfacesAndFile.FirstOrDefault(word => word.StartsWith('-')) is { } option)
        {
            problems.Add($"'{option}' is not an option of export; a file of that name is written ./{option}");
            return ([], "");
        }

        if (InterfacesAndFile.Count < 2)
        {
            problems.Add("give at least one interface and then the device or file: SHELF SLOT IFACE [IFACE..] FILE");
            return ([], "");
        }

        var interfaces = InterfacesAndFile.SkipLast(1).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var name in interfaces.Where(name => name.Length is 0 or > 15 || name.Contains('/')))
        {
            problems.Add($"interface '{name}': not the name of a network interface (1 to 15 characters); the device or file comes last");
        }

        var file = InterfacesAndFile[^1];
        if (file.Length == 0)
        {
            problems.Add("the name of the device or file is empty");
            return (interfaces, "");
        }

        return (interfaces, Path.GetFullPath(file));
    }
}
