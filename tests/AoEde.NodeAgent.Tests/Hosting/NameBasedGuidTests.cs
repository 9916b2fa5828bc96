using AoEde.NodeAgent.Hosting;

namespace AoEde.NodeAgent.Tests.Hosting;

public sealed class NameBasedGuidTests
{
    [Fact]
    public void Create_ExampleOfRfc9562_IsThatOfItsAppendix()
        => NameBasedGuid.Create(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com")
            .ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));

    [Fact]
    public void ForTarget_NeverChanges()
        => NameBasedGuid.ForTarget("host-a", "disk11").ShouldBe(
            new Guid("b201c611-160c-590f-92d6-8d3d85599626"), "a change would give every disk of every user a new serial number");

    [Fact]
    public void ForTarget_OtherHostOrName_IsAnother()
    {
        var uid = NameBasedGuid.ForTarget("host-a", "disk11");
        NameBasedGuid.ForTarget("host-b", "disk11").ShouldNotBe(uid);
        NameBasedGuid.ForTarget("host-a", "disk12").ShouldNotBe(uid);
    }
}
