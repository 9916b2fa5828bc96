using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Ctl.Commands;
using AoEde.Ctl.Probe;
using AoEde.Ctl.Text;
using AoEde.Protocol;

namespace AoEde.Ctl.Tests;

public sealed class WireProbeTests
{
    private readonly FixedTime _time = new();
    private readonly FakeWire _wire;

    public WireProbeTests() => _wire = new FakeWire(_time);

    [Fact]
    public void Run_SeveralTargets_AreListedInOrderWithTheirIdentity()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 1), 2, Sectors: 4096) { ConfigString = "lab\n" });
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1, Sectors: 2048));

        var found = Probe(AoeAddress.Broadcast);

        found.Select(target => target.Address).ShouldBe(["9.0", "9.1"]);
        found[0].ShouldBe(new FoundTarget
        {
            Address = "9.0",
            Mac = "52:54:00:00:00:01",
            Buffers = 64,
            SectorsPerFrame = 17,
            Firmware = "0x4020",
            SizeBytes = 1 << 20,
            Model = "Model",
            Serial = "S1",
        });
        found[1].ConfigString.ShouldBe("lab.");
    }

    [Fact]
    public void Run_OneAddress_ListsThatOnly()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1));
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 1), 2));
        Probe(new AoeAddress(9, 1)).Single().Address.ShouldBe("9.1");
    }

    [Fact]
    public void Run_FramesAreLost_AsksAgain()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { Deaf = 2 });
        Probe(AoeAddress.Broadcast).Single().Serial.ShouldBe("S1");
    }

    [Fact]
    public void Run_IdentifyIsMasked_SaysSo()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { AnswersIdentify = false });
        Probe(AoeAddress.Broadcast).Single().Note.ShouldBe("does not answer IDENTIFY; its MAC list may not have this host");
    }

    [Fact]
    public void Run_TwoCardsAtOneAddress_AreBothListedWithAWarning()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1, Sectors: 1));
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 2, Sectors: 2));
        var found = Probe(AoeAddress.Broadcast);
        found.Select(target => target.SizeBytes).ShouldBe([512, 1024]);
        found.ShouldAllBe(target => target.Note!.StartsWith("several cards answer here"));
    }

    [Fact]
    public void Run_NobodyThere_EndsInTime()
    {
        Probe(AoeAddress.Broadcast).ShouldBeEmpty();
        _wire.Sent.ShouldBe(3);
    }

    [Fact]
    public void Run_HostileFrames_AreIgnored()
    {
        _wire.Noise.Add([]);
        _wire.Noise.Add(new byte[13]);
        _wire.Noise.Add([.. new byte[12], 0x88, 0xA2, 0x18]);
        _wire.Noise.Add([.. new byte[12], 0x88, 0xA2, 0x18, 0, 0, 9, 0, 1, 0, 0, 0, 0]);
        Probe(AoeAddress.Broadcast).ShouldBeEmpty();
    }

    [Fact]
    public void Table_WhatWasFound_IsReadable()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1, Sectors: 2097152) { ConfigString = "a b" });
        var body = new JsonArray([.. Probe(AoeAddress.Broadcast).Select(target => JsonSerializer.SerializeToNode(target, Json.CamelCase))]);
        ProbeCommand.Table(body).ShouldBe("""
            ADDRESS   MAC                 BUFFERS   SECTORS/FRAME   SIZE    MODEL   SERIAL   CONFIG   NOTE
            9.0       52:54:00:00:00:01   64        17              1 GiB   Model   S1       a b      -

            """);
    }

    private IReadOnlyList<FoundTarget> Probe(AoeAddress wanted) => WireProbe.Run(_wire, wanted, TimeSpan.FromSeconds(1), _time);
}
