using AoEde.Engine;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Tests.Status;

public sealed class ConditionReadingTests
{
    [Fact]
    public void Explain_Exported_SaysSo() => Samples.Exported().Explain().ShouldBe("exported");

    [Fact]
    public void Explain_FirstIsUnknownAndALaterOneFalse_NamesWhatIsKnown()
    {
        var status = Samples.Exported() with
        {
            Conditions =
            [
                new("AddressUnique", ConditionState.Unknown, "NotProbed", "not yet"),
                new("Exported", ConditionState.False, "NoInterface", "no interface matches eth7"),
                new("Ready", ConditionState.False, "NoInterface", "no interface matches eth7"),
            ],
        };
        status.Explain().ShouldBe("NoInterface: no interface matches eth7");
    }

    [Fact]
    public void Explain_OnlyUnknown_NamesIt() => Samples.Failing("Exported", ConditionState.Unknown, "Starting", "soon").Explain().ShouldBe("Starting: soon");

    [Fact]
    public void Is_ConditionMissing_IsNeitherTrueNorFalse()
    {
        Samples.Exported().Is("Frozen").ShouldBeFalse();
        Samples.Exported().IsNot("Frozen").ShouldBeFalse();
    }
}
