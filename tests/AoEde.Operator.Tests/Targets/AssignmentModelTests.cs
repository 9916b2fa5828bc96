using AoEde.Api;
using AoEde.Operator.Nodes;
using AoEde.Operator.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Operator.Tests.Targets;

/// <summary>
/// The operator's plan with two agents that hear of it late, and people who move, delete, fence and annotate as they like: the rule that no two
/// agents serve one target must hold for every order of it all.
/// </summary>
public sealed class AssignmentModelTests
{
    private enum Act
    {
        Operate, HearA, HearB, SpeakA, SpeakB, MoveToA, MoveToB, LoseNode, FindNode, Delete, ForceRight, ForceStale, DropPortable, Freeze,
    }

    [Fact]
    public void Plan_InEveryOrder_NeverHasTwoAgentsServeUnlessForced() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Gen.Frequency(
            (6, Gen.Elements(Act.Operate, Act.HearA, Act.HearB, Act.SpeakA, Act.SpeakB)),
            (2, Gen.Elements(Act.MoveToA, Act.MoveToB)),
            (1, Gen.Elements(Enum.GetValues<Act>()))).ListOf(60).ToArbitrary(), acts => new World().Run(acts)));

    [Fact]
    public void Plan_WithWillingAgents_ComesToServeTheNodeThatIsAskedFor() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(Gen.Elements(Act.Operate, Act.HearA, Act.HearB, Act.SpeakA, Act.SpeakB, Act.MoveToA, Act.MoveToB).ListOf(60).ToArbitrary(), acts =>
        {
            var world = new World();
            world.Run(acts);
            for (var round = 0; round < 10; round++)
                world.Run([Act.Operate, Act.HearA, Act.SpeakA, Act.HearB, Act.SpeakB]);
            return world.IsAtRest;
        }));

    private sealed class World
    {
        private readonly Agent _a = new("a");
        private readonly Agent _b = new("b");
        private AoETarget _target = Objects.Target(node: "a") with { Spec = Objects.Target(node: "a").Spec with { Portable = true } };
        private bool _isLost;
        private bool _wasForced;

        public bool IsAtRest =>
            _target.Status?.Assignment is { Withdraw: null } assignment && assignment.NodeName == _target.Spec.NodeName
            && (assignment.NodeName == "a" ? _a : _b).Serves && !(assignment.NodeName == "a" ? _b : _a).Serves;

        public bool Run(IEnumerable<Act> acts)
        {
            foreach (var act in acts)
            {
                Do(act);
                if (_a.Serves && _b.Serves && !_wasForced)
                    return false;
            }

            return true;
        }

        private void Do(Act act)
        {
            switch (act)
            {
                case Act.Operate:
                    Operate();
                    break;
                case Act.HearA:
                    _a.Hear(_target);
                    break;
                case Act.HearB:
                    _b.Hear(_target);
                    break;
                case Act.SpeakA:
                    _target = _a.Speak(_target);
                    break;
                case Act.SpeakB:
                    _target = _b.Speak(_target);
                    break;
                case Act.MoveToA or Act.MoveToB:
                    _target = _target with { Spec = _target.Spec with { NodeName = act == Act.MoveToA ? "a" : "b" } };
                    break;
                case Act.LoseNode or Act.FindNode:
                    _isLost = act == Act.LoseNode;
                    break;
                case Act.Delete:
                    _target = _target.Deleting();
                    break;
                case Act.ForceRight or Act.ForceStale:
                    _target = _target.Annotated(Annotations.ForceWithdraw, $"{(_target.Status?.Assignment?.Epoch ?? 0) - (act == Act.ForceStale ? 1 : 0)}");
                    break;
                case Act.DropPortable:
                    _target = _target with { Spec = _target.Spec with { Portable = !_target.Spec.Portable } };
                    break;
                case Act.Freeze:
                    _target = _target with { Status = (_target.Status ?? new()) with { Freeze = _target.Status?.Freeze is null ? new() { State = "Frozen" } : null } };
                    break;
            }
        }

        private void Operate()
        {
            var before = _target.Status?.Assignment;
            var situation = Objects.Situation(_target, assigned: before is null ? null : Objects.Node(before.NodeName, exists: !_isLost, heartbeat: _isLost ? Heartbeat.Stale : Heartbeat.Alive));
            var after = TargetVerdict.Of(situation).Status.Assignment;

            if (before is not null)
            {
                after.ShouldNotBeNull();
                after.Epoch.ShouldBeGreaterThanOrEqualTo(before.Epoch);
                (after.NodeName == before.NodeName || after.Epoch == before.Epoch + 1).ShouldBeTrue();
                if (after.Epoch != before.Epoch && !(before.Withdraw is true && situation.IsWithdrawn))
                {
                    situation.IsFenced.ShouldBeTrue();
                    situation.IsDeleting.ShouldBeFalse();
                    _wasForced = true;
                }

                // Once it is asked to let go, it is not asked to keep it: it may have closed the disk already.
                if (after.Epoch == before.Epoch && before.Withdraw is true)
                    after.Withdraw.ShouldBe(true);
            }

            _target = _target with { Status = (_target.Status ?? new()) with { Address = "e9.0", Assignment = after } };
        }
    }

    /// <summary>An agent as the protocol wants it: it sees a past state, and serves by the newest that it saw.</summary>
    private sealed class Agent(string node)
    {
        private TargetAssignment? _seen;
        private long _highest;

        public bool Serves { get; private set; }

        public void Hear(AoETarget target)
        {
            _seen = target.Status?.Assignment;
            var isMine = _seen is { Withdraw: null } seen && seen.NodeName == node && seen.Epoch >= _highest;
            if (isMine)
                _highest = _seen!.Epoch;
            Serves = isMine;
        }

        public AoETarget Speak(AoETarget target) => _seen is { } seen && seen.NodeName == node && target.Status is { } status
            ? target with { Status = status with { Export = new() { NodeName = node, Epoch = seen.Epoch, State = Serves ? ExportStates.Exported : ExportStates.Withdrawn } } }
            : target;
    }
}
