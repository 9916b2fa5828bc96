using AoEde.Engine.Commands;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;
using AoEde.Testing.Frames;

namespace AoEde.Engine.Tests.Commands;

/// <summary>MAC mask list edits (protocol: command 2): in order, and the first that fails stops.</summary>
public sealed class MaskEditTests : IDisposable
{
    private readonly EditBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Edit_AddsAndDeletes_ActInTheOrderTheyCame()
    {
        var reply = Edit(Add(1), Add(2), Delete(1), Add(3), Add(1));

        List().ShouldBe([Sample.Mac(2), Sample.Mac(3), Sample.Mac(1)]);
        reply.MaskList.ShouldBe(List());
        reply.MaskError.ShouldBe((byte)0);
        _bench.Counted(CommandKind.Mask, CommandResult.Ok).ShouldBe(1);
    }

    [Fact]
    public void Edit_OfManyEntries_KeepsEveryOne()
    {
        // The original target lost entries from the third on (defect A27).
        var macs = Enumerable.Range(1, 40).ToArray();
        Edit([.. macs.Select(Add)]);
        List().ShouldBe(macs.Select(Sample.Mac));

        Edit([.. macs.Where(m => m % 2 == 0).Select(Delete)]);
        List().ShouldBe(macs.Where(m => m % 2 == 1).Select(Sample.Mac));
        Edit([.. macs.Select(Delete)]).MaskCount.ShouldBe((byte)0);
        List().ShouldBeEmpty();
    }

    [Fact]
    public void Edit_AddOfOneThatIsThere_AndDeleteOfOneThatIsNot_Succeed()
    {
        Edit(Add(1));
        var reply = Edit(Add(1), Delete(2), (MaskDirective.Nop, Sample.Mac(5)));

        reply.MaskError.ShouldBe((byte)0);
        List().ShouldBe([Sample.Mac(1)]);
    }

    [Fact]
    public void Edit_ABadDirective_StopsThereAndKeepsWhatCameBefore()
    {
        var reply = Edit(Add(1), Add(2), ((MaskDirective)9, Sample.Mac(3)), Add(4));

        List().ShouldBe([Sample.Mac(1), Sample.Mac(2)]);
        reply.MaskError.ShouldBe((byte)MaskError.BadDirective);
        reply.MaskCount.ShouldBe((byte)2, "the index of the directive that failed");
        reply.IsError.ShouldBeFalse("the E flag is not set for it");
        reply.Bytes[28..].ShouldAllBe(b => b == 0, "no list");
        _bench.Counted(CommandKind.Mask, CommandResult.Refused).ShouldBe(1);
    }

    [Fact]
    public void Edit_BeyondTheListsEnd_SaysFullAndKeepsTheRest()
    {
        _bench.Set(s => s with { Mask = [.. Enumerable.Range(1, 254).Select(Sample.Mac)] });
        var reply = Edit(Add(1000), Add(1), Add(1001), Delete(1));

        List().Length.ShouldBe(255);
        List().ShouldContain(Sample.Mac(1000));
        List().ShouldContain(Sample.Mac(1), "the directive after the failing one was not done");
        reply.MaskError.ShouldBe((byte)MaskError.ListFull);
        reply.MaskCount.ShouldBe((byte)2);
    }

    [Fact]
    public void Answer_MoreEntriesThanTheFrameHolds_AreThoseThatFit()
    {
        _bench.Set(s => s with { Mask = [.. Enumerable.Range(1, 255).Select(Sample.Mac)] });
        var reply = Edit((MaskDirective.Nop, Sample.Mac(1)));

        reply.Length.ShouldBeLessThanOrEqualTo(1514);
        reply.MaskCount.ShouldBe((byte)((1514 - 28) / 8));
        reply.MaskList.ShouldBe(List()[..reply.MaskCount]);
    }

    [Fact]
    public void Edit_ThatChangesNothing_IsTheSameState()
    {
        _bench.Set(s => s with { Mask = [Sample.Mac(1)] });
        var before = _bench.Target.State;

        new MaskEdit(_bench.Lane, _bench.Reply(AoeCommand.Mask), [Add(2), Delete(2), Add(1)]).Apply(before).ShouldBeSameAs(before);
    }

    [Fact]
    public void Masked_ListedOrNoList_IsServed()
    {
        _bench.Target.State.IsMasked(Sample.Mac(1)).ShouldBeFalse("an empty list serves anyone");
        Edit(Add(1));
        _bench.Target.State.IsMasked(Sample.Mac(1)).ShouldBeFalse();
        _bench.Target.State.IsMasked(Sample.Mac(2)).ShouldBeTrue();
    }

    private Reply Edit(params (MaskDirective, MacAddress)[] directives) =>
        _bench.Answer(new MaskEdit(_bench.Lane, _bench.Reply(AoeCommand.Mask), directives));

    private MacAddress[] List() => _bench.Target.State.Mask;

    private static (MaskDirective, MacAddress) Add(int n) => (MaskDirective.Add, Sample.Mac(n));

    private static (MaskDirective, MacAddress) Delete(int n) => (MaskDirective.Delete, Sample.Mac(n));
}
