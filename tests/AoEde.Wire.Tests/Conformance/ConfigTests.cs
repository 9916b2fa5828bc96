using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>B: the Config command and its string.</summary>
public sealed class ConfigTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte Read = 0, Test = 1, TestPrefix = 2, Set = 3, ForceSet = 4, Replace = 5;

    [SkippableTheory, EverySetup]
    public void Case021_Read_Facts(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Config());
        reply.BufferCount.ShouldBeGreaterThanOrEqualTo((ushort)2);
        reply.SectorCount.ShouldBe(target.MaxSectors);
        reply.ConfigCommand.ShouldBe((byte)0x10);
        reply.TextLength.ShouldBe(0);
        reply.Length.ShouldBe(RequestFrame.MinimumBytes);
    }

    [SkippableTheory, EverySetup]
    public void Case022_ReadWithTextBehindIt_NormalAnswer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var aoeping = Arguments.Config(Read, [.. Enumerable.Repeat((byte)0xED, 1024)]);
        target.Ask(target.Me.Request(1, aoeping)).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case023_ReadWithImpossibleLength_NormalAnswer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config(Read, claimedLength: 0xFFFF)).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case024_TestNothingOnEmpty_Answer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config(Test)).ConfigCommand.ShouldBe((byte)0x11);
    }

    [SkippableTheory, EverySetup]
    public void Case025_TestTextOnEmpty_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Config(Test, "a"));
    }

    [SkippableTheory, EverySetup]
    public void Case026_EmptyPrefix_Answer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config(TestPrefix)).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case027_SetOnEmpty_Set(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldHold(target.Ask(target.Me.Config(Set, "abc")), "abc");
        ShouldHold(target.Ask(target.Me.Config()), "abc");
    }

    [SkippableTheory, EverySetup]
    public void Case028_SetAnotherText_ConfigStringPresent(int mtu, string engine)
    {
        var target = TargetHolding("abc", mtu, engine);
        var reply = target.Ask(target.Me.Config(Set, "abd"));
        reply.ShouldBeError(4);
        reply.Text.ShouldBe("abc");
        ShouldHold(target.Ask(target.Me.Config()), "abc");
    }

    [SkippableTheory, EverySetup]
    public void Case029_SetTheSameText_Good(int mtu, string engine)
    {
        var target = TargetHolding("abc", mtu, engine);
        ShouldHold(target.Ask(target.Me.Config(Set, "abc")), "abc");
    }

    [SkippableTheory, EverySetup]
    public void Case030_MatchingPrefix_WholeText(int mtu, string engine)
    {
        var target = TargetHolding("abc", mtu, engine);
        ShouldHold(target.Ask(target.Me.Config(TestPrefix, "ab")), "abc");
    }

    [SkippableTheory, EverySetup]
    public void Case031_PrefixLongerThanText_Silence(int mtu, string engine)
    {
        var target = TargetHolding("abc", mtu, engine);
        target.ShouldIgnore(target.Me.Config(TestPrefix, "abcd"));
    }

    [SkippableTheory, EverySetup]
    public void Case032_TestEqualText_Answer(int mtu, string engine)
    {
        var target = TargetHolding("abc", mtu, engine);
        ShouldHold(target.Ask(target.Me.Config(Test, "abc")), "abc");
    }

    [SkippableTheory, EverySetup]
    public void Case033_ForceSetNothing_Released(int mtu, string engine)
    {
        var target = TargetHolding("abc", mtu, engine);
        ShouldHold(target.Ask(target.Me.Config(ForceSet)), "");
        ShouldHold(target.Ask(target.Me.Config()), "");
    }

    [SkippableTheory, EverySetup]
    public void Case034_ForceSetLongestText_Set(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var text = string.Concat(Enumerable.Range(0, 1024).Select(i => (char)('a' + (i % 26))));
        ShouldHold(target.Ask(target.Me.Config(ForceSet, text)), text);
        ShouldHold(target.Ask(target.Me.Config()), text);
    }

    [SkippableTheory, EverySetup]
    public void Case035_ForceSetTooLong_BadArgument(int mtu, string engine) =>
        ShouldRefuse(Arguments.Config(ForceSet, new string('x', 1100)), mtu, engine);

    [SkippableTheory, EverySetup]
    public void Case036_ForceSetLongerThanFrame_BadArgument(int mtu, string engine) =>
        ShouldRefuse(Arguments.Config(ForceSet, "x", claimedLength: 64), mtu, engine);

    [SkippableTheory, EverySetup]
    public void Case037_ForceSetLongerThanPayload_BadArgument(int mtu, string engine) =>
        ShouldRefuse(Arguments.Config(ForceSet, "x", claimedLength: 60), mtu, engine);

    [SkippableTheory, EverySetup]
    public void Case038_UnknownConfigCommand_BadArgument(int mtu, string engine) =>
        ShouldRefuse(Arguments.Config(9, "x"), mtu, engine);

    [SkippableTheory, EverySetup]
    public void Case039_VsxReplace_BadArgument(int mtu, string engine) =>
        ShouldRefuse(Arguments.Config(Replace, "abc"), mtu, engine);

    [SkippableTheory, EverySetup]
    public void Case040_FrameWithoutAWholeConfigHeader_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Config() with { Length = 31 });
    }

    [SkippableTheory, EverySetup]
    public void Case041_UnpaddedConfig_Answer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Config() with { Length = 32 }).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case043_ConfigFromAStationNotOnTheMaskList_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.MaskEdit((1, target.Me.Initiator.Mac))).ShouldBeGood();
        target.ShouldIgnore(target.Other, target.Me, target.Other.Config(), target.Other.Config(ForceSet, "mine"));
        ShouldHold(target.Ask(target.Me.Config()), "");
    }

    [SkippableTheory, EverySetup]
    public void Case044_ConfigWhileAnotherHoldsAReservation_NormalAnswer(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Other, target.Other.ReserveSet(Subject.OtherMac)).ShouldBeGood();
        ShouldHold(target.Ask(target.Me.Config()), "");
    }

    private static void ShouldHold(Reply reply, string text)
    {
        reply.ShouldBeGood();
        reply.Text.ShouldBe(text);
    }

    private Subject TargetHolding(string text, int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldHold(target.Ask(target.Me.Config(ForceSet, text)), text);
        return target;
    }

    private void ShouldRefuse(byte[] argument, int mtu, string engine)
    {
        var target = TargetHolding("abc", mtu, engine);
        var reply = target.Ask(target.Me.Request(1, argument));
        reply.ShouldBeError(2);
        reply.Text.ShouldBe("abc");
        ShouldHold(target.Ask(target.Me.Config()), "abc");
    }
}
