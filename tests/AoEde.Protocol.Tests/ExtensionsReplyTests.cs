using System.Runtime.CompilerServices;
using AoEde.Protocol.Extensions;

namespace AoEde.Protocol.Tests;

/// <summary>The answer is the request, as long as it was, with what is accepted in capitals.</summary>
public sealed class ExtensionsReplyTests
{
    private readonly StaleFrame _frame = new();

    [Fact]
    public void Extensions_ResetAccepted_IsInCapitalsAndPadded() => Answer(ExtensionFrame.Of(length: 33, "reset"), ["reset"]);

    [Fact]
    public void Extensions_TwoOfThreeAccepted_LeaveTheThirdAndTheArgument() =>
        Answer(ExtensionFrame.Of("tag_inc_le", "crc8x4", "congestion", "5a"), ["tag_inc_le", "congestion"]);

    [Fact]
    public void Extensions_LongRequest_ComesBackWhole()
    {
        var request = ExtensionFrame.Of(length: 300, "coalesced_read");
        request.AsSpan(200).Fill(0x77);
        var length = Write(request, "coalesced_read");
        length.ShouldBe(300);
        _frame.Bytes.AsSpan(200, 100).IndexOfAnyExcept((byte)0x77).ShouldBe(-1);
        _frame.Bytes.AsSpan(26, 15).SequenceEqual("COALESCED_READ\0"u8).ShouldBeTrue();
        _frame.Bytes[300].ShouldBe(StaleFrame.Stale);
    }

    private void Answer(byte[] request, string[] accepted, [CallerMemberName] string name = "") =>
        _frame.ShouldBeGolden(Write(request, accepted), name);

    private int Write(byte[] bytes, params string[] accepted)
    {
        ExtensionFrame.TryParse(bytes, out var request).ShouldBeTrue();
        var length = ExtensionsReply.Write(_frame.Span, Sample.Reply(AoeCommand.Extensions), request);
        foreach (var text in request.Strings)
        {
            if (accepted.Contains(System.Text.Encoding.ASCII.GetString(text.Text)))
                ExtensionsReply.Accept(_frame.Span, text);
        }

        return length;
    }
}
