using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native.Files;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// One target on a disk that may lose its power at any moment. A history's steps, completions at the disk, rounds of the pumps and
/// what other threads do are done one at a time, in an order that a seed chooses; after each, every state the disk may be left in is checked.
/// </summary>
internal sealed class PowerBench : IDisposable
{
    private readonly Random _random;
    private readonly TempFolder _folder = new();
    private readonly CrashCheck _check;
    private readonly List<Order> _orders = [];
    private readonly List<Action> _choices = [];
    private readonly FreezeActor _freezes;
    private int _version;

    /// <summary>Makes a target that is thawed, or as a power cut has left it.</summary>
    public PowerBench(PowerSetup setup, int seed, Tally tally, RecoveryBook recoveries, CrashImage? image = null)
    {
        Setup = setup;
        _random = new Random(seed);
        Disk = new PowerDisk(_folder["disk.img"], MakeBase(image), () => _check!.Look());
        if (setup.Ignores is { } ignores)
            Disk.Ignores = (file, sync) => ignores(this, file, sync);
        if (setup.ForgetsTheCursor)
            Disk.IsForgotten = (file, offset) => file == Disk.Shadow && Promises!.Right == Outcome.Merging && offset < ShadowLayout.DataOffset;
        Promises = new Promises(setup.Sectors);
        _check = new CrashCheck(Disk, Promises, recoveries.For(setup.Sectors, tally), setup.Sectors, setup.MostStates, new Random(seed), tally);
        tally.Histories++;
        if (image is not null)
        {
            tally.Continued++;
            Promises.BeginWith(image.Versions);
            _version = image.Versions.Max();
        }

        Target = MakeTarget();
        for (int i = 0; i < setup.Lanes; i++)
            Lanes.Add(new PowerLane(Disk, Target, setup.Requests, Answered));
        _freezes = new FreezeActor(this, _folder["disk1.shadow"]);
        if (image?.Shadow is { } shadow)
            _freezes.Resume(shadow, image);
    }

    public PowerSetup Setup { get; }

    public PowerDisk Disk { get; }

    public Promises Promises { get; }

    public Target Target { get; }

    public List<PowerLane> Lanes { get; } = [];

    public IReadOnlyList<Order> Orders => _orders;

    public int Sectors => Setup.Sectors;

    /// <summary>A state that was checked, to go on from.</summary>
    public CrashImage? Drawn => _check.Drawn;

    /// <summary>Runs a history to its end.</summary>
    /// <exception cref="PowerCutException">A power cut could leave what must not be.</exception>
    public void Run(IEnumerable<Step> steps)
    {
        var left = new Queue<Step>(steps);
        _check.Look();
        var wait = default(SpinWait);
        long deadline = DeadlineFromNow();
        while (left.Count > 0 || _freezes.IsBusy || _orders.Exists(o => !o.IsAnswered))
        {
            Settle();
            Collect(left);
            if (_choices.Count > 0)
            {
                _choices[_random.Next(_choices.Count)]();
                deadline = DeadlineFromNow();
                continue;
            }

            // A thread that may be waiting was not waited for: it has still something to hand over.
            wait.SpinOnce();
            Environment.TickCount64.ShouldBeLessThan(deadline, $"nothing goes on: {_freezes}");
        }
    }

    /// <summary>What the base holds, as whoever mounts it without AoEde reads it.</summary>
    public IEnumerable<Sector> BaseNow() => Enumerable.Range(0, Sectors).Select(lba => Disk.Base.Live(World.BaseIndex(lba)));

    public void Dispose()
    {
        Disk.GiveUp();
        _freezes.Dispose();
        Lanes.ForEach(l => l.Dispose());
        Target.Dispose();
        _folder.Dispose();
    }

    private PowerFile MakeBase(CrashImage? image)
    {
        var file = new PowerFile(Setup.IsDevice);
        for (int lba = 0; lba < Setup.Sectors; lba++)
            file.Place(World.BaseIndex(lba), image?.Base[lba] ?? Sector.Stamped(version: 0, (ulong)lba));
        return file;
    }

    private Target MakeTarget()
    {
        string path = _folder["disk.img"];
        using (var made = new FileStream(path, FileMode.CreateNew))
            made.SetLength(World.BaseOffset + (Setup.Sectors * Sector.Bytes));
        var options = Sample.Options(path) with
        {
            Backing = new BackingOptions { Path = path, OffsetBytes = World.BaseOffset, IsDevice = Setup.IsDevice },
            Direct = Setup.IsDevice,
            WriteBehind = Setup.WriteBehind,
            WriteBehindBytes = 1 << 20,
            WriteBehindAge = TimeSpan.FromHours(1),
            Freeze = new FreezeOptions { MergeRateBytes = 1 << 10 },
        };
        var file = BlockFile.Open(path, new BlockFileOptions());
        return new Target(options, file, Setup.Sectors, new SoftState()) { Io = new PowerBaseIo(Disk.Base, Disk) };
    }

    private static long DeadlineFromNow() => Environment.TickCount64 + 20_000;

    // Other threads run until they wait for the test.
    private void Settle()
    {
        var wait = default(SpinWait);
        long deadline = DeadlineFromNow();
        while (_freezes.IsRunning || IsSyncComing())
        {
            if (Disk.TakeForeign() is { } operation)
                TakeAlong(operation);
            else
                wait.SpinOnce();
            Environment.TickCount64.ShouldBeLessThan(deadline, $"a thread of the engine is stuck: {_freezes}");
        }
    }

    // With write-behind the syncing thread begins a sync as soon as a flush waits, and sends home what that has covered.
    private bool IsSyncComing()
    {
        if (!Setup.WriteBehind)
            return false;
        bool isSyncing = Disk.Foreign.Exists(o => IsSync(o) || o.Call == DiskCall.BaseSync);
        return _orders.Exists(o => o is { Operation: DiskOperation.Flush, IsAnswered: false }
            && (o.IsSynced ? !o.Lane.HasMail && !Disk.Foreign.Exists(IsSync) : !o.IsInSync && !isSyncing));
    }

    private static bool IsSync(ForeignOperation operation) => operation.Actor is not (MergeDriver.Actor or FreezeActor.Actor);

    private void TakeAlong(ForeignOperation operation)
    {
        if (!IsSync(operation))
            return;
        foreach (var order in _orders.Where(o => o is { Operation: DiskOperation.Flush, IsAnswered: false }))
            order.IsInSync = true;
    }

    private void Complete(ForeignOperation operation)
    {
        if (IsSync(operation))
            _orders.ForEach(o => o.IsSynced |= o.IsInSync);
        Disk.Complete(operation);
    }

    private void Collect(Queue<Step> left)
    {
        _choices.Clear();
        if (left.TryPeek(out var step))
        {
            if (!step.IsRequest && !_freezes.IsBusy)
                _choices.Add(() => _freezes.Begin(left.Dequeue().Kind));
            foreach (var lane in Lanes.Where(l => step.IsRequest && l.HasRoom))
                _choices.Add(() => Submit(left.Dequeue(), lane));
        }

        foreach (var lane in Lanes)
        {
            foreach (var operation in lane.Queue.UnderWay)
                _choices.Add(() => lane.Queue.Complete(operation));
            if (lane.NeedsTurn)
                _choices.Add(lane.Turn);
        }

        foreach (var operation in Disk.Foreign)
            _choices.Add(() => Complete(operation));
        _freezes.Collect(_choices);
    }

    private void Submit(Step step, PowerLane lane)
    {
        var operation = step.Kind switch
        {
            StepKind.Write => DiskOperation.Write,
            StepKind.Read => DiskOperation.Read,
            _ => DiskOperation.Flush,
        };
        int version = operation == DiskOperation.Write ? ++_version : 0;
        if (operation == DiskOperation.Write)
            Promises.Submit(step.Lba, step.Sectors, version);
        var seen = operation == DiskOperation.Flush ? Promises.Acknowledged() : Promises.Submitted();
        var order = new Order(operation, step.Lba, step.Sectors, version, seen, lane);
        _orders.Add(order);
        lane.Submit(order, (uint)(_orders.Count - 1));
    }

    private void Answered(DiskRequest request, int errno)
    {
        errno.ShouldBe(0);
        var order = _orders[(int)request.Reply.Tag];
        order.IsAnswered.ShouldBeFalse();
        order.IsAnswered = true;
        if (order.Operation == DiskOperation.Write)
            Promises.Acknowledge(order.Lba, order.Sectors, order.Version, isStable: !Setup.WriteBehind);
        else if (order.Operation == DiskOperation.Flush)
            Promises.Promise(order.Seen);
        else
            RequireRead(order, order.Lane.DataOf(request));
        _check.Look();
    }

    private static void RequireRead(Order order, ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < order.Sectors; i++)
        {
            var sector = Sector.Of(data[(i * Sector.Bytes)..][..Sector.Bytes]);
            int lba = (int)order.Lba + i;
            if (sector.Version != order.Seen[lba] || sector.Lba != (ulong)lba)
                throw new PowerCutException($"A read of sector {lba} gives version {sector.Version} of {sector.Lba}, and {order.Seen[lba]} was written before.");
        }
    }
}
