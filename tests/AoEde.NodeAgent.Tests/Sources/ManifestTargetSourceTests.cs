using AoEde.NodeAgent.Sources;

namespace AoEde.NodeAgent.Tests.Sources;

public sealed class ManifestTargetSourceTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAll_FileReplacedByRename_IsReadAgainAfterTheQuiet(bool watchTheFileItself)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.yaml", Manifests.Target("a"));
        var time = new ManualTime();
        using var source = new ManifestTargetSource(watchTheFileItself ? file : folder.Path, "host-a", time);
        await using var readings = source.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        (await readings.MoveNextAsync()).ShouldBeTrue();
        readings.Current.Targets.Single().Spec.ConfigString.ShouldBe("");

        var next = readings.MoveNextAsync().AsTask();
        File.Move(folder.Write("a.yaml.new", Manifests.Target("a", more: "configString: after")), file, overwrite: true);
        await AdvanceUntilAsync(next, time);

        readings.Current.Targets.Single().Spec.ConfigString.ShouldBe("after");
    }

    [Fact]
    public async Task ReadAll_Refresh_ReadsAgain()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        using var source = new ManifestTargetSource(folder.Path, "host-a", time);
        await using var readings = source.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        await readings.MoveNextAsync();
        var next = readings.MoveNextAsync().AsTask();

        source.Refresh();
        next.IsCompleted.ShouldBeFalse();
        time.Advance(FolderWatch.Quiet);

        (await next.WaitAsync(s_patience)).ShouldBeTrue();
        readings.Current.Targets.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadAll_NodeNameOfAnotherHost_IsAnError()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", Manifests.Target("a", more: "nodeName: host-b"));
        folder.Write("b.yaml", Manifests.Target("b", slot: 1, more: "nodeName: host-a"));
        using var source = new ManifestTargetSource(folder.Path, "host-a", new ManualTime());
        await using var readings = source.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();

        await readings.MoveNextAsync();

        readings.Current.Targets.Single().Metadata.Name.ShouldBe("b");
        readings.Current.Diagnostics.Single().ToString().ShouldStartWith($"{folder.File("a.yaml")}:9: spec.nodeName: 'host-b' is not this host");
    }

    /// <summary>The kernel's event arrives when it arrives; the debouncer's clock is moved until it has.</summary>
    private static async Task AdvanceUntilAsync(Task<bool> next, ManualTime time)
    {
        using var deadline = new CancellationTokenSource(s_patience);
        while (!next.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            time.Advance(FolderWatch.Quiet);
            await Task.WhenAny(next, Task.Delay(10, deadline.Token));
        }

        (await next).ShouldBeTrue();
    }
}
