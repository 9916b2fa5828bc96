using AoEde.Engine.Probe;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Probe;

public sealed class WireProbeTests
{
    private readonly FakeWire _wire = new();

    [Fact]
    public void Run_SeveralTargets_AreListedInOrderWithTheirIdentity()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 1), 2, Sectors: 4096) { ConfigString = "lab\n" });
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1));

        var found = Probe(AoeAddress.Broadcast);

        found.Select(answer => answer.Address.ToString()).ShouldBe(["9.0", "9.1"]);
        found[0].ShouldBe(new ProbeAnswer("net0", new AoeAddress(9, 0), MacAddress.Parse("52:54:00:00:00:01"))
        {
            BufferCount = 64,
            SectorCount = 17,
            Firmware = 0x4020,
            Sectors = 2048,
            Model = "Model",
            Serial = "S1",
        });
        found[1].ConfigString.ShouldBe("lab.");
    }

    [Fact]
    public void Run_SomeAddresses_ListsThoseOnly()
    {
        for (byte slot = 0; slot < 4; slot++)
            _wire.Targets.Add(new FakeTarget(new AoeAddress(9, slot), slot));

        // It speaks without being asked for.
        _wire.Noise.Add(_wire.Targets[3].Answer(Query(AoeAddress.Broadcast))!);

        Probe(new AoeAddress(9, 2), new AoeAddress(9, 1), new AoeAddress(8, 0)).Select(answer => answer.Address.ToString()).ShouldBe(["9.1", "9.2"]);
    }

    [Fact]
    public void Run_FramesAreLost_AsksAgain()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { Deaf = 2 });
        Probe(AoeAddress.Broadcast).Single().Serial.ShouldBe("S1");
    }

    [Fact]
    public void Run_IdentifyIsLost_AsksAgain()
    {
        var target = new FakeTarget(new AoeAddress(9, 0), 1);
        _wire.Targets.Add(target);
        _wire.Noise.Add(target.Answer(Query(target.Address))!);
        target.Deaf = 5;
        Probe(AoeAddress.Broadcast).Single().Serial.ShouldBe("S1");
    }

    [Fact]
    public void Run_IdentifyIsMasked_SaysSo()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { AnswersIdentify = false });
        var answer = Probe(AoeAddress.Broadcast).Single();
        answer.Note.ShouldBe("does not answer IDENTIFY; its MAC list may not have this host");
        answer.SizeBytes.ShouldBeNull();
    }

    [Fact]
    public void Run_IdentifyIsRefused_SaysSo()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { IdentifyError = AoeError.TargetReserved });
        Probe(AoeAddress.Broadcast).Single().Note.ShouldBe("answers IDENTIFY with error 6");
    }

    [Fact]
    public void Run_IdentifyIsCutOff_SaysSo()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { IdentifyBytes = 547 });
        Probe(AoeAddress.Broadcast).Single().Note.ShouldBe("answers IDENTIFY with an incomplete page");
    }

    [Fact]
    public void Run_AnswersToAnotherInitiatorOfThisHost_AreNotTakenForIdentity()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { Tag = 0x0000_1234 });
        Probe(AoeAddress.Broadcast).Single().Model.ShouldBeNull();
    }

    [Fact]
    public void Run_OurOwnCardAnswers_IsIgnored()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1) { Mac = _wire.Self });
        Probe(AoeAddress.Broadcast).ShouldBeEmpty();
    }

    [Fact]
    public void Run_TwoCardsAtOneAddress_AreBothListedWithAWarning()
    {
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 1, Sectors: 1));
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 0), 2, Sectors: 2));
        _wire.Targets.Add(new FakeTarget(new AoeAddress(9, 1), 3));

        var found = Probe(AoeAddress.Broadcast);

        found.Select(answer => answer.SizeBytes).ShouldBe([512UL, 1024UL, 1048576UL]);
        found.Select(answer => answer.Note?.StartsWith("several cards answer here", StringComparison.Ordinal)).ShouldBe([true, true, null]);
    }

    [Fact]
    public void Run_HostileFrames_AreIgnored()
    {
        _wire.Noise.Add([]);
        _wire.Noise.Add(new byte[13]);
        _wire.Noise.Add([.. new byte[12], 0x88, 0xA2, 0x18]);
        _wire.Noise.Add([.. new byte[12], 0x88, 0xA2, 0x18, 0, 0, 9, 0, 1, 0, 0, 0, 0]);
        _wire.Noise.Add(new byte[9000]);
        Probe(AoeAddress.Broadcast).ShouldBeEmpty();
    }

    private static byte[] Query(AoeAddress address)
    {
        var frame = new byte[64];
        var context = new RequestContext(MacAddress.Broadcast, MacAddress.Parse("52:54:00:ff:ff:ff"), address, Tag: 0);
        return frame[..RequestWriter.ConfigRead(frame, context)];
    }

    private IReadOnlyList<ProbeAnswer> Probe(params AoeAddress[] wanted) =>
        WireProbe.Run(_wire, wanted, ProbeTimes.BeforeAnnouncing, _wire.Time);
}
