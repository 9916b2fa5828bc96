using System.Diagnostics;
using System.Text.RegularExpressions;
using AoEde.ClusterTesting.Nodes;
using AoEde.ClusterTesting.Processes;
using AoEde.ClusterTesting.Releases;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.Linux;

/// <summary>
/// A virtual machine on the cluster's segment, with Debian's kernel and its aoe driver. It does the steps of tests/e2e/steps, and anything else
/// its shell knows, one after another.
/// </summary>
public sealed partial class LinuxMachine : IDisposable
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "e2e", "machine.sh");

    /// <summary>How long a step may take: this is an emulated processor, on a machine that may be busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HostedProcess _machine;
    private int _read;

    private LinuxMachine(NodeNamespace cable, string initrd)
    {
        var mtu = cable.Link.Mtu;
        cable.Host.Ip("link", "add", "br0", "mtu", $"{mtu}", "type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0");
        cable.Host.Ip("tuntap", "add", "tap0", "mode", "tap");
        cable.Host.Ip("link", "set", "dev", "tap0", "mtu", $"{mtu}", "master", "br0", "up");
        cable.Host.Ip("link", "set", "dev", "eth0", "master", "br0");
        cable.Host.Ip("link", "set", "dev", "br0", "up");
        _machine = new HostedProcess(cable.Host, Script, ["run", initrd, $"{mtu}"], keepInput: true);
    }

    /// <summary>What such a machine needs of this one.</summary>
    public static Prerequisite Prerequisite { get; } =
        !File.Exists("/dev/net/tun") ? new Prerequisite(IsMet: false, "tap devices cannot be made here (no /dev/net/tun)")
        : Prerequisites.FindProgram("apt-get") is null ? new Prerequisite(IsMet: false, "the machine's kernel comes from Debian's archive (no apt-get)")
        : new Prerequisite(IsMet: true, string.Empty);

    /// <summary>Boots one; its driver is loaded when this returns.</summary>
    public static async Task<LinuxMachine> StartAsync(NodeCluster cluster, CancellationToken cancellationToken = default)
    {
        using var folder = new TempFolder();
        var initrd = folder["initrd.gz"];
        var prepare = new ProcessStartInfo(Script, ["prepare", initrd]);
        (await Command.RunAsync(prepare, "tests/e2e/machine.sh prepare", input: (string?)null, cancellationToken)).Expect();
        var machine = new LinuxMachine(cluster.AddMachine("linux"), initrd);
        try
        {
            await machine.AwaitAsync(Waiting(), "boots");
            return machine;
        }
        catch
        {
            machine.Dispose();
            throw;
        }
    }

    /// <summary>Does a step, and gives what it printed; one that fails is an exception.</summary>
    public async Task<string> RunAsync(string step)
    {
        _machine.Send(step);
        var (printed, code) = await AwaitAsync(Done(), step);
        return code == "0" ? printed : throw new InvalidOperationException($"Linux: {step}: {code}\n{printed}");
    }

    public void Dispose() => _machine.Dispose();

    private async Task<(string Printed, string Code)> AwaitAsync(Regex end, string what)
    {
        var found = Match.Empty;
        try
        {
            await Wait.UntilAsync(() => (found = end.Match(_machine.Output, _read)).Success || !_machine.IsRunning, $"Linux: {what}", Patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{_machine.Story}", late);
        }

        if (!found.Success)
            throw new InvalidOperationException($"Linux: {what}: the machine has ended\n{_machine.Story}");
        var printed = _machine.Output[_read..found.Index].Replace("\r", string.Empty, StringComparison.Ordinal);
        _read = found.Index + found.Length;
        return (printed.Trim(), found.Groups["code"].Value);
    }

    [GeneratedRegex("^@@ [0-9.]+ waiting\r?\n", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Waiting();

    [GeneratedRegex("^@@ [0-9.]+ done (?<code>[0-9]+)\r?\n", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Done();
}
