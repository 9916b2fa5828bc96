using System.Globalization;
using AoEde.ClusterTesting.Linux;

namespace AoEde.Installation.Tests.Disks;

/// <summary>A target as the Linux driver's device, by the steps of tests/e2e/steps.</summary>
/// <param name="Linux">The machine.</param>
/// <param name="Device">Its name there, such as e7.1.</param>
internal sealed record LinuxDisk(LinuxMachine Linux, string Device)
{
    /// <summary>Waits for the device, makes a file system and mounts it.</summary>
    public async Task<string> SetUpAsync()
    {
        var found = await Linux.RunAsync($"discover {Device} 240");
        await Linux.RunAsync($"format {Device} && attach {Device}");
        return found;
    }

    /// <summary>Writes files to a new folder, and has them on the disk.</summary>
    public Task FillAsync(string folder, int megabytes) => Linux.RunAsync($"fill {Device} {folder} {megabytes} && sync");

    /// <summary>The SHA-256 of each file that was filled in, by its path.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SumsAsync() =>
        (await Linux.RunAsync($"cat /tmp/sums.{Device}")).Split('\n').Select(line => line.Split("  ")).ToDictionary(part => part[1], part => part[0], StringComparer.Ordinal);

    /// <summary>Begins to write one small file after another.</summary>
    public async Task KeepDiaryAsync()
    {
        await Linux.RunAsync($"keep_diary {Device}");
        await AwaitPagesAsync(1);
    }

    /// <summary>How many of them are on the disk, and the longest time that one took.</summary>
    public async Task<(int Pages, TimeSpan Longest)> DiaryAsync() => Parse(await Linux.RunAsync($"cat /tmp/diary.{Device} 2> /dev/null || echo 0 0"));

    /// <summary>Waits for so many more of them.</summary>
    public async Task<int> AwaitPagesAsync(int more)
    {
        var (pages, _) = await DiaryAsync();
        await Linux.RunAsync($"until read -r pages _ < /tmp/diary.{Device} && [ $pages -ge {pages + more} ]; do sleep 0.1; done 2> /dev/null");
        return pages + more;
    }

    /// <summary>Ends it; none of them was refused.</summary>
    public async Task<(int Pages, TimeSpan Longest)> EndDiaryAsync() => Parse(await Linux.RunAsync($"end_diary {Device}"));

    /// <summary>Unmounts, and compares everything that was written with its checksum.</summary>
    public async Task<string> VerifyAsync()
    {
        var verified = await Linux.RunAsync($"detach {Device} && verify {Device}");
        await Linux.RunAsync($"check {Device}");
        return verified;
    }

    private static (int Pages, TimeSpan Longest) Parse(string diary)
    {
        var parts = diary.Split(' ');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(10 * int.Parse(parts[1], CultureInfo.InvariantCulture)));
    }
}
