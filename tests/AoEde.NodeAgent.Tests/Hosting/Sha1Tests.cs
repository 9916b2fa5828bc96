using System.Security.Cryptography;
using AoEde.NodeAgent.Hosting;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.NodeAgent.Tests.Hosting;

public sealed class Sha1Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(119)]
    [InlineData(120)]
    [InlineData(1000)]
    public void Hash_LengthsAroundABlock_AgreeWithTheLibrary(int length)
        => Sha1.Hash(Enumerable.Range(0, length).Select(i => (byte)i).ToArray()).ShouldBe(
            Library([.. Enumerable.Range(0, length).Select(i => (byte)i)]));

    [Fact]
    public void Hash_AnyBytes_AgreesWithTheLibrary() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), data => Sha1.Hash(data).ShouldBe(Library(data))).QuickCheckThrowOnFailure();

    private static byte[] Library(byte[] data)
    {
#pragma warning disable CA5350 // The one under test is SHA-1; it is compared, not trusted.
        return SHA1.HashData(data);
#pragma warning restore CA5350
    }
}
