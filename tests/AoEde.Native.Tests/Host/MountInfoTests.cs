using System.Text;
using AoEde.Native.Host;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Native.Tests.Host;

public sealed class MountInfoTests
{
    [Fact]
    public void Parse_OfAnyText_NeverThrows() =>
        Prop.ForAll<NonNull<string>>(text => MountInfo.Parse(text.Get, 1) is null or { MountPoint: not null }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_OfAnyPrefixOfALine_NeverThrows()
    {
        const string Line = "41 22 253:3 /sub /srv/with\\040blank rw shared:1 - xfs /dev/mapper/vg rw,ro";
        for (var length = 0; length < Line.Length; length++)
            Should.NotThrow(() => MountInfo.Parse(Line[..length], 1));

        MountInfo.Parse(Line, 1)!.ReadOnly.ShouldBeTrue();
    }

    [Fact]
    public void Unescape_OfWhatTheKernelEscapes_GivesTheNameBack() =>
        Prop.ForAll<NonNull<string>>(name => Octal.Unescape(Escape(name.Get)) == name.Get).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a\\")]
    [InlineData("a\\04")]
    [InlineData("a\\999")]
    public void Unescape_OfOtherBackslashes_LeavesThem(string text) => Octal.Unescape(text).ShouldBe(text);

    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            if (character is ' ' or '\t' or '\n' or '\\')
                text.Append('\\').Append(Convert.ToString(character, 8).PadLeft(3, '0'));
            else
                text.Append(character);
        }

        return text.ToString();
    }
}
