using AoEde.Engine.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Sessions;

/// <summary>Which tags are known: against a model of plain sets, and at each edge by itself.</summary>
public sealed class TagWindowTests
{
    private const uint Values = 32_768;
    private readonly TagWindow _window = new();

    /// <summary>Steps as initiators make them, and as they should not: one up, a few back, an edge of the window, half the circle.</summary>
    private static readonly Gen<long> Step = Gen.OneOf(
        Gen.Choose(1, 3).Select(s => (long)s),
        Gen.Choose(-40, 40).Select(s => (long)s),
        Gen.Elements<long>(32_766, 32_767, 32_768, 32_769, -32_766, -32_767, -32_768, -32_769, 65_536, -65_536, 100_000, 1L << 31, (1L << 31) - 1),
        Gen.Choose(-40_000, 40_000).Select(s => (long)s));

    private static readonly Gen<uint> Start = Gen.Elements(1u, 40_000u, 0x7FFF_FFF0u, 0xFFFF_8000u, 0xFFFF_FFF0u, uint.MaxValue);

    [Fact]
    public void Window_AnyWrites_KnowsWhatASetWouldKnow()
    {
        var runs =
            from start in Start
            from steps in Gen.Zip(Step, Gen.Choose(0, 5)).ListOf(200)
            select (start, steps);
        Prop.ForAll(runs.ToArbitrary(), run => Agrees(run.start, [.. run.steps])).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData(1000u)]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(0u)]
    [InlineData(20_000u)]
    public void Window_BothEdges_AreInside(uint newest)
    {
        Write(newest - (Values - 1));
        Write(newest);

        _window.Look(newest - (Values - 1)).ShouldBe(TagState.Done, "the oldest value is still there");
        Write(newest + 1);
        _window.Look(newest - (Values - 1)).ShouldBe(TagState.New, "one step further it is not");
        _window.Look(newest).ShouldBe(TagState.Done);
        _window.Look(newest + 1).ShouldBe(TagState.Done);
    }

    [Fact]
    public void Window_AWholeTurn_NeverTakesAValueForAnother()
    {
        for (uint value = 0xFFFF_8000; value != 0x0001_8000; value++)
        {
            _window.Look(value).ShouldBe(TagState.New);
            Write(value);
            _window.Look(value).ShouldBe(TagState.Done);
        }
    }

    [Fact]
    public void Window_OlderValueNeverSeen_IsNew()
    {
        Write(100);
        _window.Look(99).ShouldBe(TagState.New);
        Write(99);

        _window.Look(99).ShouldBe(TagState.Done);
        _window.Look(100).ShouldBe(TagState.Done);
    }

    [Theory]
    [InlineData(32_768u)]
    [InlineData(100_000u)]
    [InlineData(0x8000_0000u)]
    public void Window_JumpBeyondIt_BeginsAnewThere(uint jump)
    {
        Write(5);
        Write(5 + jump);

        _window.Look(5).ShouldBe(TagState.New);
        _window.Look(5 + jump).ShouldBe(TagState.Done);
        _window.Look(6 + jump).ShouldBe(TagState.New);
        _window.Look(4 + jump).ShouldBe(TagState.New);
    }

    [Fact]
    public void End_OfAFailedWrite_LeavesNothingBehind()
    {
        _window.Begin(7);
        _window.Look(7).ShouldBe(TagState.Running);
        _window.End(7, succeeded: false);

        _window.Look(7).ShouldBe(TagState.New);
    }

    [Fact]
    public void End_OfAWriteTheWindowLeftBehind_MarksNoOther()
    {
        _window.Begin(7);
        Write(7 + Values);
        _window.Begin(7 + Values + Values);
        _window.End(7, succeeded: true);

        _window.Look(7 + Values + Values).ShouldBe(TagState.Running, "it has the same place");
        _window.Look(7).ShouldBe(TagState.New);
    }

    private void Write(uint value)
    {
        _window.Begin(value);
        _window.End(value, succeeded: true);
    }

    private static bool Agrees(uint start, (long Step, int Choice)[] steps)
    {
        var window = new TagWindow();
        var model = new TagWindowModel();
        var open = new Queue<uint>();
        var seen = new List<uint>();
        uint value = start;
        foreach (var (step, choice) in steps)
        {
            value += (uint)step;
            if (window.Look(value) == TagState.New)
            {
                window.Begin(value);
                model.Begin(value);
                open.Enqueue(value);
                seen.Add(value);
            }

            if (choice > 1 && open.TryDequeue(out uint ended))
            {
                window.End(ended, choice > 2);
                model.End(ended, choice > 2);
            }

            if (!seen.TrueForAll(v => window.Look(v) == Expected(model, v)))
                return false;
        }

        return true;
    }

    private static TagState Expected(TagWindowModel model, uint value) =>
        model.IsDone(value) ? TagState.Done : model.IsRunning(value) ? TagState.Running : TagState.New;
}
