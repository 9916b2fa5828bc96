using System.Runtime.CompilerServices;

namespace AoEde.Protocol.Tests;

public sealed class ListReplyGoldenTests
{
    private readonly StaleFrame _frame = new();

    [Fact]
    public void Mask_EmptyList_IsPadded() => Mask(MaskCommand.Read, 0);

    [Fact]
    public void Mask_ThreeAddresses_AreNopDirectives() => Mask(MaskCommand.Edit, 3);

    [Fact]
    public void Mask_FiveAddresses_Is68Bytes() => Mask(MaskCommand.Edit, 5);

    [Fact]
    public void Mask_EditStopped_GivesTheIndexAndNoList() => Stopped(MaskError.BadDirective, 1);

    [Fact]
    public void Mask_ListFull_GivesTheIndexAndNoList() => Stopped(MaskError.ListFull, 32);

    [Fact]
    public void Reserve_EmptyList_IsPadded() => Reserve(AoeError.None, ReserveCommand.Read, 0);

    [Fact]
    public void Reserve_TwoHolders_AreListed() => Reserve(AoeError.None, ReserveCommand.Set, 2);

    [Fact]
    public void Reserve_HeldByAnother_IsAnErrorWithTheList() => Reserve(AoeError.TargetReserved, ReserveCommand.Set, 1);

    [Fact]
    public void Reserve_SixHolders_Is62Bytes() => Reserve(AoeError.None, ReserveCommand.ForceSet, 6);

    [Fact]
    public void Reserve_UnknownCommand_EchoesIt() => Reserve(AoeError.BadArgument, (ReserveCommand)9, 1);

    private void Mask(MaskCommand command, int count, [CallerMemberName] string name = "") =>
        _frame.ShouldBeGolden(ReplyWriter.Mask(_frame.Span, Sample.Reply(AoeCommand.Mask), command, Sample.Macs(count)), name);

    private void Stopped(MaskError error, byte index, [CallerMemberName] string name = "") =>
        _frame.ShouldBeGolden(ReplyWriter.Mask(_frame.Span, Sample.Reply(AoeCommand.Mask), MaskCommand.Edit, error, index), name);

    private void Reserve(AoeError error, ReserveCommand command, int count, [CallerMemberName] string name = "") =>
        _frame.ShouldBeGolden(
            ReplyWriter.Reserve(_frame.Span, Sample.Reply(AoeCommand.Reserve), error, command, Sample.Macs(count)), name);
}
