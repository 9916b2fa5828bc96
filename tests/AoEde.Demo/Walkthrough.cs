using System.Globalization;
using AoEde.Protocol;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;
using Spectre.Console;

namespace AoEde.Demo;

/// <summary>The demo from the cable to the clean-up, each step said before it is done.</summary>
internal sealed class Walkthrough(string programs, string scratch, CancellationToken interrupted)
{
    private const int Mtu = 9000;
    private const ushort Shelf = 9;
    private const byte Slot = 0;
    private const long ImageBytes = 1L << 30;
    private const long TransferBytes = 256L << 20;

    private int _step;

    public void Run()
    {
        Say($"a private network: two namespaces joined by a virtual cable, MTU {Mtu}");
        var (network, targetLink, initiatorLink) = TestNetwork.Pair(Mtu);
        using var ownedNetwork = network;

        Say($"an empty disk image of {ImageBytes >> 20} MiB, sparse");
        using var image = new DemoImage(scratch, ImageBytes);
        Detail($"{image.AllocatedBytes} bytes allocated");

        using var host = new DemoAgent(programs, scratch, targetLink, interrupted);
        Say($"the target exports it as [bold]disk[/] at {Shelf}.{Slot}: [bold]aoede-agent serve --manifests disk.yaml[/]");
        foreach (var line in host.WriteManifest(image.Path, Shelf, Slot))
            Detail(line);
        Detail(host.Start());

        Say($"the other machine looks around: [bold]aoectl probe {initiatorLink.Name}[/]");
        Probe(initiatorLink);

        using var initiator = Initiator.Open(initiatorLink);
        var client = initiator.Find(Shelf, Slot);
        var sectorsPerFrame = client.AskUntilAnswered(client.Config()).SectorCount;
        var journal = new LoadJournal(0, (int)(TransferBytes / (sectorsPerFrame * AoeWire.SectorSize)), sectorsPerFrame);

        Say($"it writes {TransferBytes >> 20} MiB, {sectorsPerFrame} sectors per frame; every answer means the data is on stable storage");
        var written = Transfer.Run("write", client, journal, write: true, interrupted);

        Say("it reads everything back and compares each sector with what was written there");
        var read = Transfer.Run("read and verify", client, journal, write: false, interrupted);

        new FreezeAct(host, image, client, journal, Say, Detail, interrupted).Run();

        Say("it reads everything back once more");
        Transfer.Run("read and verify", client, journal, write: false, interrupted);

        Say("the target is asked to stop (SIGTERM), and the image is compared past it");
        host.Stop();
        Detail("it answered everything it had received and ended with 0");
        if (journal.Check(image.Path) is { } wrong)
            throw new DemoException(wrong);
        Detail($"the image holds what was written; {image.AllocatedBytes >> 20} MiB of {ImageBytes >> 20} MiB allocated");

        Summarize(journal, written, read);
    }

    private void Probe(TestLink link)
    {
        using var probe = new HostedProcess(link.Host, Path.Combine(programs, "aoectl"), ["probe", link.Name]);
        if (probe.AwaitExit() != 0 || !probe.Output.Contains($"{Shelf}.{Slot}", StringComparison.Ordinal))
            throw new DemoException($"the target was not found: {probe.Story}");
        foreach (var line in probe.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Detail(line.TrimEnd());
        interrupted.ThrowIfCancellationRequested();
    }

    private static void Summarize(LoadJournal journal, LoadResult written, LoadResult read)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("", "MiB/s", "requests/s", "median", "99 %", "sent again");
        AddRow("durable write", written);
        AddRow("read", read);
        AnsiConsole.Write(table);
        var bytes = (long)journal.Blocks * journal.BlockSectors * AoeWire.SectorSize;
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[green]Verified {bytes:N0} bytes, every sector. Everything the demo made is removed now.[/]");

        void AddRow(string name, LoadResult result) => table.AddRow(
            name,
            Text($"{result.OperationsPerSecond * journal.BlockSectors * AoeWire.SectorSize / (1 << 20):N0}"),
            Text($"{result.OperationsPerSecond:N0}"),
            Text($"{result.Latency.Microseconds(0.5):N0} µs"),
            Text($"{result.Latency.Microseconds(0.99):N0} µs"),
            Text($"{result.Retransmissions:N0}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Say(string markup)
    {
        interrupted.ThrowIfCancellationRequested();
        AnsiConsole.MarkupLine($"[blue]{++_step}.[/] {markup}");
    }

    private static void Detail(string text) => AnsiConsole.MarkupLineInterpolated($"   [grey]{text}[/]");
}
