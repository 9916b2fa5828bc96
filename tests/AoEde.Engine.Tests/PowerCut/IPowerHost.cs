namespace AoEde.Engine.Tests.PowerCut;

/// <summary>Who is told, step by step, what happens to the files of a disk that may lose its power.</summary>
internal interface IPowerHost
{
    /// <summary>Does an operation in its two steps, between which others may run when it is called on another thread than the test's.</summary>
    /// <param name="begin">It is submitted.</param>
    /// <param name="end">It completes.</param>
    /// <param name="call">What it is.</param>
    void Run(Action begin, Action end, DiskCall call = DiskCall.Other);

    /// <summary>Makes what a sync covers stable.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sync">The sync.</param>
    void Settle(PowerFile file, PendingSync sync);

    /// <summary>Whether a write is not done, as a defect would have it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where to in it.</param>
    bool Forgets(PowerFile file, long offset);

    /// <summary>The power may fail here.</summary>
    void Cut();

    /// <summary>The shadow gets its name, or loses it.</summary>
    /// <param name="existence">What a restart would find.</param>
    void ShadowIs(Existence existence);
}
