namespace AoEde.Protocol.Tests;

/// <summary>One byte too few, with stale bytes behind that would make it up.</summary>
public sealed class FrameBoundaryTests
{
    private readonly StaleFrame _frame = new();

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    public void Header_AtItsLength_IsAccepted(int length, bool accepted)
    {
        RequestWriter.ConfigRead(_frame.Span, Sample.Request);
        AoeHeader.TryParse(_frame.Span[..length], out _).ShouldBe(accepted);
    }

    [Fact]
    public void Header_OtherEtherType_IsRefused()
    {
        RequestWriter.ConfigRead(_frame.Span, Sample.Request);
        _frame.Bytes[13] = 0xA3;
        AoeHeader.TryParse(_frame.Span[..60], out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(28, 28, true)]
    [InlineData(28, 29, false)]
    [InlineData(28, 60, false)]
    [InlineData(0, 0, true)]
    public void ConfigString_LengthAgainstTheFrame_Decides(int present, ushort claimed, bool accepted)
    {
        RequestWriter.Config(_frame.Span, Sample.Request, ConfigCommand.ForceSet, new byte[present], pad: false);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(_frame.Span[30..], claimed);
        AoeHeader.TryParse(_frame.Span[..(32 + present)], out var header).ShouldBeTrue();
        ConfigRequest.TryParse(header, out var request).ShouldBeTrue();
        request.TryGetString(out var text).ShouldBe(accepted);
        text.Length.ShouldBe(accepted ? claimed : 0);
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void ConfigString_LongerThan1024_IsRefusedThoughPresent(int length, bool accepted)
    {
        var sent = RequestWriter.Config(_frame.Span, Sample.Request, ConfigCommand.ForceSet, new byte[length]);
        AoeHeader.TryParse(_frame.Span[..sent], out var header).ShouldBeTrue();
        ConfigRequest.TryParse(header, out var request).ShouldBeTrue();
        request.TryGetString(out _).ShouldBe(accepted);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(255, false)]
    public void Mask_DirectivesAgainstTheFrame_Decide(byte claimed, bool fits)
    {
        RequestWriter.Mask(_frame.Span, Sample.Request, MaskCommand.Edit);
        _frame.Bytes[27] = claimed;
        AoeHeader.TryParse(_frame.Span[..60], out var header).ShouldBeTrue();
        MaskRequest.TryParse(header, out var request).ShouldBeTrue();
        request.Fits.ShouldBe(fits);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(255, false)]
    public void Reserve_AddressesAgainstTheFrame_Decide(byte claimed, bool fits)
    {
        RequestWriter.Reserve(_frame.Span, Sample.Request, ReserveCommand.Set);
        _frame.Bytes[25] = claimed;
        AoeHeader.TryParse(_frame.Span[..60], out var header).ShouldBeTrue();
        ReserveRequest.TryParse(header, out var request).ShouldBeTrue();
        request.Fits.ShouldBe(fits);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(3)]
    public void List_IndexOutsideTheCount_Throws(int index)
    {
        RequestWriter.Mask(_frame.Span, Sample.Request, MaskCommand.Edit, [default, default]);
        Should.Throw<ArgumentOutOfRangeException>(() => Mask(_frame.Bytes, 60, index));
        RequestWriter.Reserve(_frame.Span, Sample.Request, ReserveCommand.Set, [default, default]);
        Should.Throw<ArgumentOutOfRangeException>(() => Reserve(_frame.Bytes, 60, index));
    }

    [Fact]
    public void List_IndexBeyondTheFrame_ThrowsRatherThanReadStaleBytes()
    {
        RequestWriter.Mask(_frame.Span, Sample.Request, MaskCommand.Edit);
        _frame.Bytes[27] = 200;
        Should.Throw<ArgumentOutOfRangeException>(() => Mask(_frame.Bytes, 60, 4));
        RequestWriter.Reserve(_frame.Span, Sample.Request, ReserveCommand.Set);
        _frame.Bytes[25] = 200;
        Should.Throw<ArgumentOutOfRangeException>(() => Reserve(_frame.Bytes, 60, 6));
    }

    private static void Mask(byte[] bytes, int length, int index)
    {
        AoeHeader.TryParse(bytes.AsSpan(0, length), out var header).ShouldBeTrue();
        MaskRequest.TryParse(header, out var request).ShouldBeTrue();
        _ = request[index];
    }

    private static void Reserve(byte[] bytes, int length, int index)
    {
        AoeHeader.TryParse(bytes.AsSpan(0, length), out var header).ShouldBeTrue();
        ReserveRequest.TryParse(header, out var request).ShouldBeTrue();
        _ = request[index];
    }
}
