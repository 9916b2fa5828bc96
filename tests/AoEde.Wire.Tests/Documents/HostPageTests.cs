using System.Net.Sockets;
using System.Text;
using AoEde.Testing.Documents;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Documents;

/// <summary>The pages about one host do what they say: their commands are run as they stand.</summary>
public sealed class HostPageTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task QuickStart_OfOneImage_ServesIt()
    {
        Requires.OurAgent();
        using var lab = new Lab();
        using var shell = lab.OpenShell();

        await shell.RunAsync(DocumentScenes.Blocks("quick-start"), output.WriteLine);

        using var initiator = Initiator.Open(lab.Initiator);
        initiator.Find(9, 0).Target.Mac.ShouldBe(lab.Target.Mac);
    }

    [SkippableFact]
    public async Task QuickStart_OfManifests_ServesAndBacksUp()
    {
        Requires.OurAgent();
        using var lab = new Lab();
        using var shell = lab.OpenShell();

        await shell.RunAsync(DocumentScenes.Blocks("quick-start-serve"), output.WriteLine);

        using var initiator = Initiator.Open(lab.Initiator);
        initiator.Find(9, 0);
        initiator.Find(9, 1);
        new FileInfo(lab.Machine.PathOf("/srv/backup/lab.img")).Length.ShouldBe(1L << 30);
    }

    [SkippableFact]
    public async Task OneHost_AsAService_ServesBacksUpAndAnswers()
    {
        Requires.OurAgent();
        using var lab = new Lab();
        using var folder = new TempFolder();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(folder["notify"]));
        using var shell = lab.OpenShell(("NOTIFY_SOCKET", folder["notify"]));

        await shell.RunAsync(DocumentScenes.Blocks("one-host"), output.WriteLine);
        await shell.RunAsync(Service(lab.Machine.Run("cat", "/etc/systemd/system/aoede-agent.service")));
        var told = new byte[256];
        Encoding.UTF8.GetString(told, 0, manager.Receive(told)).ShouldStartWith("READY=1");
        await shell.RunAsync(DocumentScenes.Blocks("one-host-serving"), output.WriteLine);

        using var initiator = Initiator.Open(lab.Initiator);
        initiator.Find(9, 0);
        initiator.Find(9, 1);
        new FileInfo(lab.Machine.PathOf("/srv/backup/lab.img")).Length.ShouldBe(1L << 30);
    }

    /// <summary>What systemd would start.</summary>
    private static DocumentBlock Service(string unit)
    {
        var command = unit.Split('\n').Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..];
        return new("docs/how-to/on-one-host.md", 0, DocumentBlock.Shell, command, BlockMarker.Parse("<!-- run: one-host in background -->"));
    }

    /// <summary>A host with eth1, and another machine on its segment.</summary>
    private sealed class Lab : IDisposable
    {
        private readonly TestNetwork _network = new();
        private readonly DocumentMachine _other;

        public Lab()
        {
            (Target, Initiator) = _network.Connect(_network.AddHost(), "eth1", _network.AddHost(), "eth1", mtu: 1500);
            Machine = new DocumentMachine(Target.Host, AppContext.BaseDirectory);
            _other = new DocumentMachine(Initiator.Host, AppContext.BaseDirectory);
        }

        public TestLink Target { get; }

        public TestLink Initiator { get; }

        public DocumentMachine Machine { get; }

        public DocumentShell OpenShell(params (string Name, string Value)[] environment) => new(new Dictionary<string, DocumentPlace>(StringComparer.Ordinal)
        {
            [BlockMarker.UsualPlace] = Machine.AsPlace(environment),
            ["initiator"] = _other.AsPlace(),
        });

        public void Dispose()
        {
            _other.Dispose();
            Machine.Dispose();
            _network.Dispose();
        }
    }
}
