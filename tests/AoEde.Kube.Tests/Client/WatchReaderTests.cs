using System.Text;
using AoEde.Kube.Client;
using AoEde.Kube.Client.Transport;
using AoEde.Kube.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Kube.Tests.Client;

public sealed class WatchReaderTests
{
    private const string Events =
        """{"type":"ADDED","object":{"metadata":{"name":"größe","resourceVersion":"1"},"spec":{"holderIdentity":"a\nb"}}}""" + "\n"
        + """{"object":{"metadata":{"name":"b","resourceVersion":"2"},"spec":{}},"type":"MODIFIED"}""" + "\n\n"
        + """{"type":"FUTURE","object":{"x":[1,{"y":"}"}]}}""" + "\n"
        + """{"type":"BOOKMARK","object":{"kind":"Lease","metadata":{"resourceVersion":"3","creationTimestamp":null},"spec":{}}}""" + "\n"
        + """{"type":"DELETED","object":{"metadata":{"name":"b","resourceVersion":"4"}}}""" + "\n";

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Events);

    [Fact]
    public async Task Events_CutOnceAtEachByte_AreAllTheSame()
    {
        for (var at = 0; at <= Bytes.Length; at++)
            (await ReadAsync([Bytes[..at], Bytes[at..]])).ShouldBe(Expected, $"cut at byte {at}");
    }

    [Fact]
    public void Events_CutAnywhereAnyNumberOfTimes_AreAllTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 40).ListOf().ToArbitrary(),
        sizes => ReadAsync(Cut(sizes)).GetAwaiter().GetResult().SequenceEqual(Expected)));

    [Fact]
    public async Task Stream_EndingAtEachByteWithinALine_IsNoQuietEnd()
    {
        var first = Array.IndexOf(Bytes, (byte)'\n') + 1;
        for (var length = 1; length < first; length++)
            await Should.ThrowAsync<IOException>(ReadAsync([Bytes[..length]]));
    }

    [Fact]
    public async Task Stream_WithoutAnything_EndsQuietly() => (await ReadAsync([])).ShouldBeEmpty();

    [Fact]
    public async Task Line_TooLong_EndsTheWatch() =>
        (await Should.ThrowAsync<IOException>(ReadAsync(Enumerable.Repeat(Encoding.ASCII.GetBytes(new string('x', 1000)), 100), most: 50_000)))
            .Message.ShouldContain("longer than 50000 bytes");

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"ADDED","object":null}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"b","resour""")]
    public async Task Line_ThatIsNoEvent_IsALostConnection(string line) =>
        await Should.ThrowAsync<IOException>(ReadAsync([Encoding.ASCII.GetBytes(line + "\n")]));

    [Fact]
    public async Task Error_AfterAnEvent_IsThrownAfterIt()
    {
        var error = """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}""" + "\n";
        var read = new List<string>();

        var thrown = await Should.ThrowAsync<KubernetesException>(
            ReadAsync([Bytes[..(Array.IndexOf(Bytes, (byte)'\n') + 1)], Encoding.ASCII.GetBytes(error)], into: read));

        read.Count.ShouldBe(1);
        (thrown.Status.Code, thrown.Status.Reason).ShouldBe((410, "Expired"));
    }

    private static List<string> Expected => ["Added größe 1 a\nb", "Modified b 2 ", "Bookmark  3 ", "Deleted b 4 "];

    private static IEnumerable<byte[]> Cut(IEnumerable<int> sizes)
    {
        var at = 0;
        foreach (var size in sizes)
        {
            var end = Math.Min(at + size, Bytes.Length);
            yield return Bytes[at..end];
            at = end;
        }
        yield return Bytes[at..];
    }

    private static async Task<List<string>> ReadAsync(IEnumerable<byte[]> chunks, int most = WatchReader.MostBytes, List<string>? into = null)
    {
        into ??= [];
        using var stream = new ChunkStream(chunks);
        await foreach (var (type, lease) in WatchReader.ReadAsync(stream, KubernetesJsonContext.Default.V1Lease, most))
            into.Add($"{type} {lease.Metadata.Name} {lease.Metadata.ResourceVersion} {lease.Spec.HolderIdentity}");
        return into;
    }
}
