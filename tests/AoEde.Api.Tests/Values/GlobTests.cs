using System.Text.RegularExpressions;
using AoEde.Api.Values;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Api.Tests.Values;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "eth0", true)]
    [InlineData("ens*f?", "ens12f0", true)]
    [InlineData("ens*f?", "ens12f", false)]
    [InlineData("eth1", "eth10", false)]
    [InlineData("Eth1", "eth1", false)]
    [InlineData("/dev/disk/by-id/*", "/dev/disk/by-id/ata-X", true)]
    [InlineData("/dev/*", "/dev/disk/by-id/ata-X", false)]
    [InlineData("/dev/zvol/**", "/dev/zvol/tank/vm/disk0", true)]
    [InlineData("/dev/**/x", "/dev/a/b/x", true)]
    [InlineData("/dev?sda", "/dev/sda", false)]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    public void Matches_Name_FollowsTheWildcards(string glob, string name, bool matches) => new Glob(glob).Matches(name).ShouldBe(matches);

    [Fact]
    public void Matches_AnyGlobAndName_AgreesWithTheRegularExpression()
    {
        var text = Gen.Elements('a', 'b', '/', '*', '?').ListOf().Where(list => list.Count <= 12).Select(list => string.Concat(list));
        var pairs = from glob in text from name in text select (glob, name: name.Replace('*', 'b').Replace('?', 'a'));

        Prop.ForAll(Arb.From(pairs), pair => new Glob(pair.glob).Matches(pair.name) == Oracle(pair.glob).IsMatch(pair.name))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Text_Glob_IsKept() => new Glob("ens*f0").ToString().ShouldBe("ens*f0");

    // Pairs of asterisks first, from the left, as the glob reads them.
    private static Regex Oracle(string glob) => new(
        "^" + Regex.Replace(glob, @"\*\*|\*|\?|.", m => m.Value switch { "**" => ".*", "*" => "[^/]*", "?" => "[^/]", var c => Regex.Escape(c) }) + @"\z",
        RegexOptions.NonBacktracking);
}
