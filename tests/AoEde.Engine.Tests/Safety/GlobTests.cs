using AoEde.Engine.Safety;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Safety;

public sealed class GlobTests
{
    [Theory]
    [InlineData("eth0", "eth0", true)]
    [InlineData("eth0", "eth01", false)]
    [InlineData("eth?", "eth0", true)]
    [InlineData("eth?", "eth", false)]
    [InlineData("ens*f0", "ens5f0", true)]
    [InlineData("ens*f0", "ens5f1", false)]
    [InlineData("ens*f0", "ensf0", true)]
    [InlineData("*", "", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("/dev/disk/by-id/*", "/dev/disk/by-id/ata-X-part1", true)]
    [InlineData("/dev/disk/by-id/*", "/dev/disk/by-id/../../sda", false)]
    [InlineData("/dev/zvol/**", "/dev/zvol/tank/vm/disk0", true)]
    [InlineData("/dev/zvol/**", "/dev/zvolume", false)]
    [InlineData("/dev/s?a", "/dev//a", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("[ab]", "a", false)]
    public void IsMatch_PatternAndText_FollowsTheRules(string pattern, string text, bool expected) =>
        Glob.IsMatch(pattern, text).ShouldBe(expected);

    [Fact]
    public void IsMatch_PatternMadeToBacktrack_Answers() =>
        Glob.IsMatch(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 2000)).ShouldBeFalse();

    [Fact]
    public void IsMatch_TextWithoutWildcards_MatchesExactlyItself()
    {
        var names = ArbMap.Default.ArbFor<NonNull<string>>().Generator
            .Select(text => text.Get.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal));
        Prop.ForAll(Gen.Two(names).ToArbitrary(), pair => Glob.IsMatch(pair.Item1, pair.Item2) == (pair.Item1 == pair.Item2))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void IsMatch_TextTornApartByAStar_StillMatches()
    {
        var cases = Gen.Three(Gen.Elements("", "a", "ab", "ba", "aab").Select(part => part)).ToArbitrary();
        Prop.ForAll(cases, parts => Glob.IsMatch($"{parts.Item1}*{parts.Item3}", parts.Item1 + parts.Item2 + parts.Item3))
            .QuickCheckThrowOnFailure();
    }
}
