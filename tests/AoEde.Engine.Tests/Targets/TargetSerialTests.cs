using AoEde.Engine.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Targets;

/// <summary>The serial number by which initiators know a target again.</summary>
public sealed class TargetSerialTests
{
    [Fact]
    public void Serial_OfAKnownUid_NeverChanges()
    {
        // Changing this changes the identity of every disk in the field.
        TargetSerial.From(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef")).ShouldBe("AEAERUKZ4JVPG66AJDIV");
        TargetSerial.From(Guid.Empty).ShouldBe("AEAAAAAAAAAAAAAAAAAA");
    }

    [Fact]
    public void Serial_OfAnyUid_Is20PlainCharacters() => Prop.ForAll(Uid.ToArbitrary(), uid =>
    {
        string serial = TargetSerial.From(uid);
        serial.Length.ShouldBe(20);
        serial.ShouldStartWith("AE");
        serial.ShouldAllBe(c => char.IsAsciiLetterUpper(c) || (c >= '2' && c <= '7'));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Serial_UidsThatDifferInOneOfTheFirst90Bits_Differs() =>
        Prop.ForAll(Gen.Zip(Uid, Gen.Choose(0, 89)).ToArbitrary(), sample =>
        {
            var bytes = sample.Item1.ToByteArray(bigEndian: true);
            bytes[sample.Item2 / 8] ^= (byte)(0x80 >> (sample.Item2 % 8));
            TargetSerial.From(new Guid(bytes, bigEndian: true)).ShouldNotBe(TargetSerial.From(sample.Item1));
        }).QuickCheckThrowOnFailure();

    private static Gen<Guid> Uid => Gen.Choose(0, 255).ArrayOf(16).Select(b => new Guid([.. b.Select(v => (byte)v)]));
}
