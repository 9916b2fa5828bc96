using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.Targets;

/// <summary>What a target says of itself in IDENTIFY DEVICE.</summary>
public sealed class IdentifyPageTests : IDisposable
{
    private readonly TempImage _image = new(100, filled: false);
    private readonly Target _target;

    public IdentifyPageTests() => _target = Sample.Target(_image);

    public void Dispose()
    {
        _target.Dispose();
        _image.Dispose();
    }

    [Fact]
    public void Page_OfATarget_HasItsSizeAndIdentity()
    {
        IdentifyView.TryParse(_target.IdentifyData, out var page).ShouldBeTrue();

        page.Sectors.ShouldBe(100ul);
        page.Serial.ShouldBe(TargetSerial.From(Sample.Uid));
        page.Model.ShouldBe("AoEde");
        page.Firmware.ShouldBe(typeof(TargetHost).Assembly.GetName().Version!.ToString(3));
        page.PhysicalSectorSize.ShouldBe(_target.File.PhysicalBlockSize);
    }

    [Fact]
    public void Page_AckMeansStable_ClaimsNoWriteCache()
    {
        IdentifyView.TryParse(_target.IdentifyData, out var page).ShouldBeTrue();

        page.WriteCache.ShouldBeFalse();
    }

    [Fact]
    public void Page_AfterGrowth_HasTheNewSizeAndTheSameIdentity()
    {
        _target.Grow(250);
        IdentifyView.TryParse(_target.IdentifyData, out var page).ShouldBeTrue();

        _target.Sectors.ShouldBe(250ul);
        page.Sectors.ShouldBe(250ul);
        page.Serial.ShouldBe(TargetSerial.From(Sample.Uid));
    }
}
