using AoEde.Testing.Load;

namespace AoEde.Installation.Tests;

/// <summary>How a load on a target comes to its end.</summary>
internal static class LoadEnding
{
    /// <summary>Ends it, takes the target away, and compares what is on the node's disk with what was acknowledged.</summary>
    /// <param name="load">The load, which is at work.</param>
    /// <param name="installed">The cluster: what it says is told where the load has failed.</param>
    /// <param name="journal">What it knows to be written.</param>
    /// <param name="image">The file that was served.</param>
    /// <param name="removeAsync">Takes the target away: while it is there, its agent alone can open the file.</param>
    public static async Task<LoadResult> FinishAsync(
        this BackgroundLoad load, InstalledCluster installed, LoadJournal journal, string image, Func<Task> removeAsync)
    {
        var result = load.Finish();
        result.Failure.ShouldBeNull(result.Failure is null ? "" : await installed.StoryAsync());
        result.Writes.ShouldBeGreaterThan(0);
        await removeAsync();
        journal.Check(image).ShouldBeNull();
        return result;
    }
}
