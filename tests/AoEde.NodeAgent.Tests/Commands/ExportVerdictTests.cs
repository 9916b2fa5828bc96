using AoEde.Engine;
using AoEde.NodeAgent.Commands;

namespace AoEde.NodeAgent.Tests.Commands;

public sealed class ExportVerdictTests
{
    [Theory]
    [InlineData("DeviceReady", ConditionState.False, "Mounted", ExitCodes.RefusedDevice)]
    [InlineData("DeviceReady", ConditionState.False, "NotFound", ExitCodes.RefusedDevice)]
    [InlineData("AddressUnique", ConditionState.False, "AnsweredBy", ExitCodes.AddressConflict)]
    [InlineData("Exported", ConditionState.False, "Conflict", ExitCodes.AddressConflict)]
    [InlineData("Exported", ConditionState.False, "NoInterface", ExitCodes.InvalidInput)]
    [InlineData("AddressUnique", ConditionState.Unknown, "LinkDown", null)]
    [InlineData("Exported", ConditionState.False, "LinkDown", null)]
    [InlineData("Exported", ConditionState.False, "Starting", null)]
    public void Of_NotExported_TellsHopelessFromWaiting(string type, ConditionState state, string reason, int? expected)
        => ExportVerdict.Of(Samples.Failing(type, state, reason)).ShouldBe(expected);
}
