using AoEde.Kube.Auth;
using AoEde.Kube.Config;
using AoEde.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Auth;

public sealed class RereadFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Token_ReplacedOnDisk_IsTakenUpWithinAMinute()
    {
        var source = Tokens("one");
        (await TokenAsync(source)).ShouldBe("one");
        _folder.Write("token", "two\n");

        _time.Advance(TimeSpan.FromSeconds(59));
        (await TokenAsync(source)).ShouldBe("one");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await TokenAsync(source)).ShouldBe("two");
    }

    [Fact]
    public async Task Token_Refused_IsReadAgainAtOnce()
    {
        var source = Tokens("one");
        var used = await source.GetAsync(default);
        _folder.Write("token", "two");

        source.Refused(used).ShouldBeTrue();

        (await TokenAsync(source)).ShouldBe("two");
    }

    [Fact]
    public async Task Token_FileGone_IsTheOneKnown()
    {
        var source = Tokens("one");
        await TokenAsync(source);
        System.IO.File.Delete(_folder["token"]);
        _time.Advance(TimeSpan.FromMinutes(2));

        (await TokenAsync(source)).ShouldBe("one");
    }

    [Fact]
    public async Task Token_FileNeverThere_IsTheOneGivenBesideIt() =>
        (await TokenAsync(new TokenFileCredentials(File("missing"), "beside"))).ShouldBe("beside");

    [Fact]
    public async Task Token_FileNeverThereAndNoneBeside_IsRefusedWithThePath()
    {
        var source = new TokenFileCredentials(File("missing"), null);

        (await Should.ThrowAsync<KubeConfigException>(async () => await source.GetAsync(default))).Message.ShouldContain(_folder["missing"]);
    }

    private static async Task<string?> TokenAsync(TokenFileCredentials source) => (await source.GetAsync(default)).Authorization?.Parameter;

    private TokenFileCredentials Tokens(string first)
    {
        _folder.Write("token", first);
        return new(File("token"), "beside");
    }

    private RereadFile File(string name) => new(_folder[name], _time, NullLogger.Instance);
}
