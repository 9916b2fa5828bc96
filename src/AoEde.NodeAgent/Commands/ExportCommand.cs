using System.CommandLine;

namespace AoEde.NodeAgent.Commands;

/// <summary>
/// <c>aoede-agent export</c>: one device or file at one address, with AoEde's and vblade's letters and order of arguments.
/// Every value is taken as text here and judged by <see cref="ExportArguments"/>, which can name all mistakes at once.
/// </summary>
internal sealed class ExportCommand : Command
{
    private readonly Option<string?> _buffers = Letter("-b", "N", "frames an initiator may have under way; advertised (64)");
    private readonly Option<string?> _freeze = Letter("-f", "SHADOW[,MB]", "file for writes while frozen, of MB MiB at most; SIGUSR1 SIGUSR2 freezes, SIGUSR1 SIGUSR1 SIGUSR2 thaws");
    private readonly Option<bool> _direct = new("-d") { Description = "read and write past the page cache (O_DIRECT)" };
    private readonly Option<bool> _sync = new("-s") { Description = "acknowledge only what is stable; already so, accepted for old scripts" };
    private readonly Option<bool> _readOnly = new("-r") { Description = "read-only" };
    private readonly Option<string[]> _macs = new("-m") { HelpName = "MAC,..", Description = "serve only these initiators" };
    private readonly Option<string?> _offset = Letter("-o", "SECTORS", "skip so many 512-byte sectors of FILE");
    private readonly Option<string?> _length = Letter("-l", "SECTORS", "export so many 512-byte sectors (all that follow)");
    private readonly Option<string?> _engine = Letter("--engine", "auto|io-uring|aio", "how the disk is asked (auto)");
    private readonly Option<string?> _configString = Letter("--config-string", "S", "initial AoE config string; kept in memory only");
    private readonly Option<string?> _policy = Letter("--policy", "FILE", "what may be exported; without it any path you name");
    private readonly Option<string?> _pumps = Letter("--pumps", "N", PumpsOption.Purpose);
    private readonly Argument<string> _shelf = new("SHELF") { Description = "shelf (major) address, 0 to 65534" };
    private readonly Argument<string> _slot = new("SLOT") { Description = "slot (minor) address, 0 to 254" };
    private readonly Argument<string[]> _rest = new("IFACE [IFACE..] FILE")
    {
        Description = "network interfaces to serve on, then the device or file",
        Arity = new ArgumentArity(1, 65),
    };

    /// <summary>Describes the verb.</summary>
    public ExportCommand(AgentConsole console)
        : base("export", "Export one device or file, with vblade's options and order of arguments.")
    {
        Add(_buffers);
        Add(_freeze);
        Add(_direct);
        Add(_sync);
        Add(_readOnly);
        Add(_macs);
        Add(_offset);
        Add(_length);
        Add(_engine);
        Add(_configString);
        Add(_policy);
        Add(_pumps);
        Add(_shelf);
        Add(_slot);
        Add(_rest);
        SetAction((line, _) =>
        {
            var arguments = Read(line);
            return new ExportRun(console).RunAsync(arguments);
        });
    }

    /// <summary>Collects the texts of one command line.</summary>
    internal ExportArguments Read(ParseResult line) => new()
    {
        Buffers = line.GetValue(_buffers),
        Freeze = line.GetValue(_freeze),
        Direct = line.GetValue(_direct),
        ReadOnly = line.GetValue(_readOnly),
        Macs = line.GetValue(_macs) ?? [],
        OffsetSectors = line.GetValue(_offset),
        LengthSectors = line.GetValue(_length),
        Engine = line.GetValue(_engine),
        ConfigString = line.GetValue(_configString),
        Policy = line.GetValue(_policy),
        Pumps = line.GetValue(_pumps),
        Shelf = line.GetValue(_shelf) ?? "",
        Slot = line.GetValue(_slot) ?? "",
        InterfacesAndFile = line.GetValue(_rest) ?? [],
    };

    private static Option<string?> Letter(string name, string value, string description)
        => new(name) { HelpName = value, Description = description };
}
