using System.Text;
using System.Text.Json;
using AoEde.Engine.Freeze;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>The header as docs/reference/shadow-format.md has it. A file outlives the program: what fails here needs a new version.</summary>
public sealed class HeaderFormatTests
{
    [Fact]
    public void Encode_Envelope_IsThisToTheByte()
    {
        byte[] slot = HeaderFormat.Encode(ShadowBench.Header(), sequence: 0x0102030405)!;
        int length = BitConverter.ToInt32(slot, 12);
        slot.Length.ShouldBe(4096);
        Encoding.ASCII.GetString(slot, 0, 8).ShouldBe("AoEdeShd");
        BitConverter.ToInt32(slot, 8).ShouldBe(1);
        BitConverter.ToInt64(slot, 16).ShouldBe(0x0102030405);
        BitConverter.ToUInt32(slot, 24).ShouldBe(Crc32C.OfAllBut(slot.AsSpan(0, 32 + length), 24));
        BitConverter.ToInt32(slot, 28).ShouldBe(0);
        slot.AsSpan(32 + length).IndexOfAnyExcept((byte)0).ShouldBe(-1);
    }

    [Fact]
    public void Encode_Payload_HasTheNamesAndFormsOfTheDocument()
    {
        byte[] slot = HeaderFormat.Encode(ShadowBench.Header() with { BrokenBecause = "full" }, 1)!;
        Encoding.UTF8.GetString(slot, 32, BitConverter.ToInt32(slot, 12)).ShouldBe(
            """
            {"shadowId":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee","targetUid":"01234567-89ab-cdef-0123-456789abcdef","targetName":"disk1",
            "backing":"/srv/disk1.img","baseSectors":8192,"baseOffsetBytes":4096,"freezeSequence":7,"state":"Frozen","brokenBecause":"full",
            "frozenAt":"2026-07-01T12:00:00.123+02:00","stateSince":"2026-07-01T12:00:00.123+02:00","writtenAt":"2026-07-01T12:00:00.123+02:00",
            "mergedUpToSector":0,"limitBytes":10485760,"journalStableUpTo":0,"holds":[{"id":"nightly","holder":"backup of Ærø 💾",
            "frozenAt":"2026-07-01T12:00:00.123+02:00","expiresAt":"2026-07-01T13:00:00.123+02:00","ttl":"01:00:00"}]}
            """.Replace("\n", "", StringComparison.Ordinal).Replace("💾", "\\uD83D\\uDCBE", StringComparison.Ordinal));
    }

    [Fact]
    public void TryDecode_NamesOfALaterVersion_AreIgnored()
    {
        byte[] slot = HeaderFormat.Encode(ShadowBench.Header(), 1)!;
        string text = Encoding.UTF8.GetString(slot, 32, BitConverter.ToInt32(slot, 12));
        byte[] payload = Encoding.UTF8.GetBytes("{\"colour\":{\"a\":[1]}," + text[1..]);
        BitConverter.TryWriteBytes(slot.AsSpan(12), payload.Length);
        payload.CopyTo(slot, 32);

        HeaderFormat.TryDecode(slot, out var header, out _).ShouldBeTrue();
        header!.FreezeSequence.ShouldBe(7);
    }

    [Fact]
    public void TryDecode_AnyNameMissingThatMustBeThere_IsRefused()
    {
        byte[] slot = HeaderFormat.Encode(ShadowBench.Header(), 1)!;
        using var payload = JsonDocument.Parse(slot.AsMemory(32, BitConverter.ToInt32(slot, 12)));
        string[] optional = ["brokenBecause", "journalStableUpTo"];
        foreach (var left in payload.RootElement.EnumerateObject())
        {
            var rest = payload.RootElement.EnumerateObject().Where(member => member.Name != left.Name).ToDictionary(m => m.Name, m => m.Value);
            byte[] shorter = JsonSerializer.SerializeToUtf8Bytes(rest);
            byte[] without = [.. slot.AsSpan(0, 32), .. shorter];
            BitConverter.TryWriteBytes(without.AsSpan(12), shorter.Length);
            HeaderFormat.TryDecode(without, out _, out _).ShouldBe(optional.Contains(left.Name), left.Name);
        }
    }
}
