using AoEde.Api;
using AoEde.Api.Choices;

namespace AoEde.Operator.Tests.Targets;

public sealed class PhaseJudgeTests
{
    [Theory]
    [InlineData(Reasons.Conflict, TargetPhase.Conflicted)]
    [InlineData(Reasons.AgentStopping, TargetPhase.Withdrawing)]
    [InlineData(Reasons.LinkDown, TargetPhase.Claimed)]
    [InlineData(Reasons.Suspended, TargetPhase.Suspended)]
    public void Phase_WhenTheDeviceIsOpenAndNotExported_IsWhatKeepsItOffTheWire(string reason, string phase) =>
        Phase(Objects.Target().Assigned().Reported("w1", 1, reason,
            Objects.Condition(Conditions.DeviceReady, "True", Reasons.Opened), Objects.Condition(Conditions.Exported, "False", reason))).ShouldBe(phase);

    [Fact]
    public void Phase_OfASuspendedTargetWhoseDeviceNobodyOpened_IsSuspended() =>
        Phase(Objects.Target().Assigned().Reported("w1", 1, Reasons.Suspended,
            Objects.Condition(Conditions.DeviceReady, "Unknown", Reasons.Suspended),
            Objects.Condition(Conditions.Exported, "False", Reasons.Suspended))).ShouldBe(TargetPhase.Suspended);

    private static string? Phase(AoETarget target) => Objects.Judge(target).Status.Phase;
}
