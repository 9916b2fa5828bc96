using AoEde.Native;
using AoEde.Native.Files;

namespace AoEde.Engine.Safety;

/// <summary>
/// The safety gate: looks at a device or file before a target opens it, and says why it must not. The kernel's exclusive
/// open has the last word; this says it earlier, in words, and for the cases that O_EXCL does not see.
/// </summary>
/// <remarks>Reads /proc, /sys and /dev afresh on every call: some tens of milliseconds. Thread-safe.</remarks>
public sealed class DeviceInspector
{
    private readonly HostPolicy _policy;
    private readonly HostRoots _roots;

    /// <summary>An inspector for one host.</summary>
    /// <param name="policy">What the administrator allows.</param>
    /// <param name="procRoot">Where the host's proc is.</param>
    /// <param name="sysRoot">Where sysfs is.</param>
    /// <param name="devRoot">Where the host's /dev is.</param>
    public DeviceInspector(HostPolicy policy, string procRoot = "/proc", string sysRoot = "/sys", string devRoot = "/dev")
    {
        _policy = policy;
        _roots = new HostRoots(procRoot, sysRoot, devRoot);
    }

    /// <summary>Whether the path leads to a block device, for callers that are given a path and nothing else.</summary>
    public bool IsBlockDevice(string path) => NodeStatus.Of(_roots.Locate(path)).Kind == NodeKind.BlockDevice;

    /// <summary>The refusal of <see cref="Inspect"/> alone.</summary>
    public Refusal? CheckBeforeOpen(BackingOptions backing, bool readOnly) => Inspect(backing, readOnly).Refusal;

    /// <summary>Judges a backing as it is now.</summary>
    /// <param name="backing">What the target names.</param>
    /// <param name="readOnly">The target will never write.</param>
    /// <param name="recordedBytes">Size when it was first exported, or null.</param>
    public Inspection Inspect(BackingOptions backing, bool readOnly, long? recordedBytes = null)
    {
        if (!Path.IsPathRooted(backing.Path))
        {
            return new Inspection
            {
                ResolvedPath = backing.Path,
                Refusal = new Refusal(RefusalReasons.NotFound, $"{backing.Path} is not an absolute path. Write it from the root on."),
            };
        }

        var request = new DeviceRequest(Path.GetFullPath(backing.Path), backing, readOnly, recordedBytes);
        var host = new HostSnapshot(_roots);
        return backing.IsDevice ? InspectDevice(host, request) : InspectFile(host, request);
    }

    /// <summary>After opening: is it what was judged? A link or node may have been changed in between.</summary>
    /// <param name="inspection">The judgement.</param>
    /// <param name="file">What was opened at its <see cref="Inspection.ResolvedPath"/>.</param>
    /// <param name="subject">What to claim; complete also for a file that had to be created.</param>
    public Refusal? Confirm(Inspection inspection, BlockFile file, out ClaimSubject subject)
    {
        var opened = file.IsBlockDevice
            ? new ClaimSubject { Path = file.Path, Device = file.DeviceNumber }
            : new ClaimSubject { Path = file.Path, File = new FileIdentity(file.DeviceNumber, file.Inode) };
        subject = inspection.Subject ?? opened;
        var same = file.IsBlockDevice ? subject.Device == opened.Device : subject.Device is null && subject.File == opened.File;
        return same ? null : new Refusal(
            RefusalReasons.IdentityMismatch,
            $"{inspection.ResolvedPath} was replaced while it was being opened. It is looked at again on the next attempt.");
    }

    /// <summary>Puts a failed open into words, naming who holds the device or file as far as that can be found out.</summary>
    public Refusal FromOpenError(NativeException error, BackingOptions backing, bool readOnly) =>
        new OpenErrors(_roots).Explain(error, backing, Inspect(backing, readOnly));

    /// <summary>Every block device of the host that has a medium, with the verdict a writable target would get.</summary>
    /// <param name="claims">What targets of this process have; null when it serves none.</param>
    public IReadOnlyList<DeviceVerdict> Inventory(ClaimTable? claims = null)
    {
        var host = new HostSnapshot(_roots);
        var reader = new DeviceFactsReader(host);
        return [.. host.Blocks.Values.Where(device => device.SizeBytes > 0).Select(device => Judge(reader.Read(device), claims))];
    }

    private DeviceVerdict Judge(DeviceFacts device, ClaimTable? claims)
    {
        var path = device.Paths.Count > 0 ? device.Paths[0] : $"/dev/{device.Name}";
        var backing = new BackingOptions { Path = path, IsDevice = true };
        var holder = claims?.HolderOf(SubjectOf(device, path));
        var refusal = holder is null
            ? DeviceRules.Check(device, new DeviceRequest(path, backing, ReadOnly: false), _policy)
            : new Refusal(RefusalReasons.AlreadyExported, $"{path} is exported by target {holder}, or shares its bytes with what is.");
        return new DeviceVerdict
        {
            Name = device.Name,
            ById = [.. device.Paths.Where(name => name.StartsWith("/dev/disk/by-id/", StringComparison.Ordinal))],
            Path = path,
            SizeBytes = device.SizeBytes,
            Model = device.Model,
            Serial = device.Serial,
            Rotational = device.IsRotational,
            ReadOnly = device.IsReadOnly,
            Reason = refusal?.Reason,
            Message = refusal?.Message,
            ClaimedBy = holder,
        };
    }

    private static ClaimSubject SubjectOf(DeviceFacts device, string path) => new()
    {
        Path = path,
        Device = device.Number,
        WholeDisk = device.WholeDisk,
        File = device.LoopFile,
    };

    private Inspection InspectDevice(HostSnapshot host, DeviceRequest request)
    {
        var resolved = RealPath.Resolve(_roots.Locate(request.Path));
        var status = NodeStatus.Of(resolved);
        if (status.Kind != NodeKind.BlockDevice || !host.Blocks.TryGetValue(status.Device, out var block))
            return new Inspection { ResolvedPath = resolved, Refusal = NoDevice(request.Path, status.Kind) };

        var device = new DeviceFactsReader(host).Read(block);
        var shared = UseRules.MountsAreFine(request, _policy)
            && (device.RootChain is not null || device.Uses.Any(use => use.Kind == UseKind.Mount));
        return new Inspection
        {
            Refusal = DeviceRules.Check(device, request, _policy),
            ResolvedPath = resolved,
            Exclusive = !shared,
            Subject = SubjectOf(device, request.Path),
            Model = device.Model,
            Serial = device.Serial,
            Wwn = device.Wwn,
            IsRotational = device.IsRotational,
        };
    }

    private Inspection InspectFile(HostSnapshot host, DeviceRequest request)
    {
        var file = new FileFactsReader(host).Read(request.Path);
        return new Inspection
        {
            Refusal = FileRules.Check(file, request, _policy),
            ResolvedPath = file.ResolvedPath,
            Subject = file.Identity is { } identity ? new ClaimSubject { Path = request.Path, File = identity } : null,
        };
    }

    private static Refusal NoDevice(string path, NodeKind kind) => new(RefusalReasons.NotFound, kind switch
    {
        NodeKind.Missing => $"There is no device {path}. Correct the path, or attach the device.",
        NodeKind.BlockDevice => $"{path} is a device node without a device behind it. Attach the device, or correct the path.",
        NodeKind.RegularFile => $"{path} is a regular file, not a block device. Name it as backing.file.",
        _ => $"{path} is {NodeKinds.Phrase(kind)}, not a block device. Correct the path.",
    });
}
