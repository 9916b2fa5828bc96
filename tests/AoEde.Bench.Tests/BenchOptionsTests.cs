using AoEde.Bench.Matrix;

namespace AoEde.Bench.Tests;

public sealed class BenchOptionsTests
{
    [Fact]
    public void Options_OfNothing_MeasureAllRowsInFiveRounds()
    {
        var options = BenchOptions.Parse([]);

        options.Rows.ShouldBe(RowTable.All);
        options.Rounds.ShouldBe(5);
    }

    [Fact]
    public void Options_WithAContender_PutPlaceIntoItsCommand()
    {
        var options = BenchOptions.Parse(["--quick", "--contender", "mine=target -i {IF} -f {FILE} {SHELF}.{SLOT}"]);

        options.Rows.ShouldBe(RowTable.Quick);
        options.External.Single().Name.ShouldBe("mine");
        options.External.Single().Command(new("t3", ["/tmp/disk.img"], "/tmp", Contenders.Scene.Tmpfs))
            .ShouldBe(["target", "-i", "t3", "-f", "/tmp/disk.img", "9.0"]);
    }

    [Theory]
    [InlineData("--rounds")]
    [InlineData("--rounds", "many")]
    [InlineData("--contender", "without a name")]
    [InlineData("--unknown")]
    public void Options_ThatMakeNoSense_AreRefused(params string[] arguments) =>
        Should.Throw<FormatException>(() => BenchOptions.Parse(arguments));
}
