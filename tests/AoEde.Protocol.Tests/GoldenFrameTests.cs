namespace AoEde.Protocol.Tests;

public sealed class GoldenFrameTests
{
    [Fact]
    public void Golden_EveryFile_IsNamedAfterATest()
    {
        var files = Directory.GetFiles(GoldenFrame.Folder).Select(Path.GetFileNameWithoutExtension).ToArray();
        var tests = typeof(GoldenFrameTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name);
        files.ShouldNotBeEmpty();
        files.Except(tests).ShouldBeEmpty();
    }
}
