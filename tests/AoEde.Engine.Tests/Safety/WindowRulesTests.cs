using AoEde.Engine.Safety;

namespace AoEde.Engine.Tests.Safety;

public sealed class WindowRulesTests
{
    private const long Size = 1 << 20;

    [Theory]
    [InlineData(0L, null, true)]
    [InlineData(0L, Size, true)]
    [InlineData(512L, Size - 512, true)]
    [InlineData(Size - 512, null, true)]
    [InlineData(0L, Size + 512, false)]
    [InlineData(512L, Size, false)]
    [InlineData(Size, null, false)]
    [InlineData(Size + 512, null, false)]
    [InlineData(-512L, null, false)]
    [InlineData(0L, 0L, false)]
    [InlineData(0L, -512L, false)]
    [InlineData(512L, long.MaxValue, false)]
    [InlineData(long.MaxValue, long.MaxValue, false)]
    public void Check_Window_MustLieInside(long offset, long? length, bool accepted)
    {
        var backing = Sample.Backing("/dev/x") with { OffsetBytes = offset, LengthBytes = length };
        var refusal = WindowRules.Check(Size, new DeviceRequest("/dev/x", backing, false));
        if (accepted) refusal.ShouldBeNull();
        else refusal.ShouldNotBeNull().Reason.ShouldBe("SizeShrank");
    }

    [Theory]
    [InlineData(Size, true)]
    [InlineData(Size - 512, true)]
    [InlineData(Size + 512, false)]
    public void Check_RecordedSize_MayGrowButNotShrink(long recorded, bool accepted) =>
        (WindowRules.Check(Size, new DeviceRequest("/dev/x", Sample.Backing("/dev/x"), false, recorded)) is null).ShouldBe(accepted);
}
