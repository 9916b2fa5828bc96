using AoEde.Engine.Disk;
using AoEde.Engine.Tests.Bench;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Disk;

/// <summary>The index against its model, over random histories of arrivals and ends.</summary>
public sealed class OverlapIndexProperties
{
    [Fact]
    public void Index_AnyHistory_DecidesAsTheModel() =>
        Prop.ForAll(OverlapStep.Histories, history =>
        {
            using var run = new Run();
            foreach (var step in history)
                run.Take(step);
            run.EndAll();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed class Run : IDisposable
    {
        private readonly RequestBench _bench = new();
        private readonly OverlapIndex _index = new();
        private readonly OverlapModel _model = new();
        private readonly Dictionary<int, OverlapModel.Entry> _running = [];
        private readonly Dictionary<int, DiskRequest> _requests = [];
        private readonly HashSet<int> _unanswered = [];
        private readonly Dictionary<int, OverlapModel.Entry> _entries = [];
        private int _next;

        public void Take(OverlapStep step)
        {
            if (step.Ends is not { } choice)
                Arrive(step);
            else if (_running.Count > 0)
                End(_running.Keys.Order().ElementAt(choice % _running.Count));
        }

        public void EndAll()
        {
            while (_running.Count > 0)
                End(_running.Keys.Min());
            _unanswered.ShouldBeEmpty("everything admitted is run or answered with its leader in the end");
            _index.Count.ShouldBe(0);
            _index.IsClearForRead(0, 255).ShouldBeTrue();
            _index.IsClearForRead(250, 20).ShouldBeTrue();
        }

        public void Dispose() => _bench.Dispose();

        private void Arrive(OverlapStep step)
        {
            var request = _bench.Rent(step.Operation, step.Lba, step.Sectors, step.Fill);
            var entry = new OverlapModel.Entry(_next++, step.Operation, step.Lba, step.Sectors, step.Fill);
            _requests.Add(entry.Id, request);
            _entries.Add(entry.Id, entry);
            _unanswered.Add(entry.Id);
            var (expected, leader) = _model.Admit(entry);
            var admission = _index.Admit(request);
            admission.ShouldBe(expected);
            if (admission == Admission.Run)
                Start(entry.Id);
            if (admission == Admission.Duplicate)
                _requests[leader].FirstDuplicate.ShouldBe(request);
            else
                request.Blockers.ShouldBe(_model.BlockersOf(entry.Id));
            _index.Count.ShouldBe(_model.Count);
        }

        private void Start(int id)
        {
            var entry = _entries[id];
            _running.Values.ShouldNotContain(other => OverlapModel.Conflict(other, entry), "two in conflict ran at once");
            _running.Add(id, entry);
        }

        private void End(int id)
        {
            _running.Remove(id).ShouldBeTrue();
            var request = _requests[id];
            var released = default(RequestQueue);
            _index.Finish(request, ref released);
            var ids = new List<int>();
            while (released.Take() is { } next)
                ids.Add(_requests.Single(r => r.Value == next).Key);
            ids.ShouldBe(_model.Finish(id));
            ids.ForEach(Start);
            for (var duplicate = request.FirstDuplicate; duplicate is not null;)
            {
                var following = duplicate.Next;
                Answer(_requests.Single(r => r.Value == duplicate).Key);
                duplicate = following;
            }

            Answer(id);
        }

        private void Answer(int id)
        {
            _unanswered.Remove(id).ShouldBeTrue("a request was answered twice");
            _bench.Pool.Return(_requests[id]);
            _requests.Remove(id);
        }
    }
}
