using System.Collections.Concurrent;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// The disk of one target: its base and its shadow. Everything is done to it on the test's thread; blocking operations of other
/// threads are taken from them, and complete when the test says so.
/// </summary>
/// <param name="basePath">Path of the base's stand-in.</param>
/// <param name="baseFile">The base.</param>
/// <param name="cut">Called wherever the power may fail.</param>
internal sealed class PowerDisk(string basePath, PowerFile baseFile, Action cut) : IPowerHost
{
    private readonly int _owner = Environment.CurrentManagedThreadId;
    private readonly ConcurrentQueue<ForeignOperation> _arrived = [];
    private volatile bool _isOver;

    public PowerFile Base { get; } = baseFile;

    /// <summary>The shadow that is there, or was last.</summary>
    public PowerFile Shadow { get; set; } = new();

    public Existence ShadowExists { get; set; }

    /// <summary>Syncs for which this is true make nothing stable: a defect that the checks must find.</summary>
    public Func<PowerFile, PendingSync, bool> Ignores { get; set; } = static (_, _) => false;

    /// <summary>Blocking writes for which this is true are not done: a defect too.</summary>
    public Func<PowerFile, long, bool> IsForgotten { get; set; } = static (_, _) => false;

    /// <summary>Blocking operations of other threads that are under way.</summary>
    public List<ForeignOperation> Foreign { get; } = [];

    /// <summary>What each thread did last, by its name.</summary>
    public Dictionary<string, DiskCall> Last { get; } = [];

    public PowerFile FileOf(BlockFile file) => file.Path == basePath ? Base : Shadow;

    /// <summary>The engine's way to a shadow. One that is being made, under a name of its own, begins empty.</summary>
    public PowerShadowIo OpenShadow(BlockFile standIn)
    {
        if (standIn.Path.EndsWith(".new", StringComparison.Ordinal))
            Shadow = new PowerFile();
        return new PowerShadowIo(standIn, Shadow, this);
    }

    public void Run(Action begin, Action end, DiskCall call = DiskCall.Other)
    {
        if (Environment.CurrentManagedThreadId == _owner)
        {
            begin();
            end();
            return;
        }

        using var operation = new ForeignOperation(begin, end, call);
        _arrived.Enqueue(operation);
        if (_isOver)
            operation.GiveUp();
        operation.Wait();
    }

    /// <summary>Takes over an operation of another thread, if one has arrived.</summary>
    public ForeignOperation? TakeForeign()
    {
        if (!_arrived.TryDequeue(out var operation))
            return null;
        Foreign.Add(operation);
        operation.Begin();
        return operation;
    }

    public void Complete(ForeignOperation operation)
    {
        operation.End();
        Cut();
        Foreign.Remove(operation).ShouldBeTrue();
        Last[operation.Actor] = operation.Call;
        operation.Release();
    }

    public void Settle(PowerFile file, PendingSync sync)
    {
        if (!Ignores(file, sync))
            file.End(sync);
        Cut();
    }

    public bool Forgets(PowerFile file, long offset) => IsForgotten(file, offset);

    public void Cut() => cut();

    public void ShadowIs(Existence existence)
    {
        ShadowExists = existence;
        Cut();
    }

    /// <summary>Lets all other threads go.</summary>
    public void GiveUp()
    {
        _isOver = true;
        while (_arrived.TryDequeue(out var operation))
            operation.GiveUp();
        Foreign.ForEach(o => o.GiveUp());
        Foreign.Clear();
    }
}
