using AoEde.Native.Threads;

namespace AoEde.Native.Tests.Threads;

public sealed class ThreadTests
{
    [Fact]
    public void SetName_LongName_IsCutWithoutHarm()
    {
        OnThreadOfItsOwn(() =>
        {
            ThreadPlacement.SetName("aoede-éth0-0123456789");
            return File.ReadAllText("/proc/thread-self/comm").Trim();
        }).ShouldBe("aoede-éth0-012");
    }

    [Fact]
    public void PinCurrentThread_ToACpuOfOurs_IsWhereItRuns()
    {
        var (pinned, allowed) = OnThreadOfItsOwn(() =>
        {
            var cpu = Allowed().Split('-', ',')[^1];
            return ((cpu, ThreadPlacement.PinCurrentThread(int.Parse(cpu))), Allowed());
        });

        pinned.Item2.ShouldBeTrue();
        allowed.ShouldBe(pinned.cpu);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(8191)]
    [InlineData(int.MaxValue)]
    public void PinCurrentThread_NoSuchCpu_IsFalse(int cpu) =>
        OnThreadOfItsOwn(() => ThreadPlacement.PinCurrentThread(cpu)).ShouldBeFalse();

    [Fact]
    public void EnterCurrentThread_NoSuchNamespace_NamesIt()
    {
        var failure = OnThreadOfItsOwn(() => Record.Exception(() => NetworkNamespaces.EnterCurrentThread("no-such-namespace")));

        failure.ShouldBeOfType<NativeException>().Errno.ShouldBe(Errno.ENOENT);
        failure.Message.ShouldContain("/run/netns/no-such-namespace");
    }

    private static string Allowed() => File.ReadLines("/proc/thread-self/status")
        .Single(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))["Cpus_allowed_list:".Length..].Trim();

    private static T OnThreadOfItsOwn<T>(Func<T> code)
    {
        T result = default!;
        var thread = new Thread(() => result = code());
        thread.Start();
        thread.Join();
        return result;
    }
}
