using AoEde.Engine.Freeze;

namespace AoEde.Engine.Disk;

/// <summary>
/// Group commit of one lane: one cycle makes stable all that was written before it began; what is written meanwhile waits for
/// the next. Nor may an fdatasync have failed since a write was sent to the device, whoever asked for it: see
/// <see cref="Targets.Target.FailedSyncs"/>.
/// <list type="table">
/// <item><term>Written</term><description>The kernel has its data; in no cycle yet.</description></item>
/// <item><term>Group</term><description>Written before this cycle's fdatasync began. When that has ended the data is stable: answered, or due for a record.</description></item>
/// <item><term>Due</term><description>Stable in the shadow, at sectors that no record names: a crash now forgets it, which is right, as it is not answered.</description></item>
/// <item><term>Recording</term><description>Named by the page that this cycle writes before its fdatasync. When that has ended it is answered.</description></item>
/// </list>
/// A record thus never becomes stable before the data it names.
/// </summary>
internal struct CommitCycle
{
    private RequestQueue _written;
    private RequestQueue _due;
    private RequestQueue _group;
    private RequestQueue _recording;
    private CommitSteps _left;

    /// <summary>Whether a cycle is to begin, or is under way.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>The step under way.</summary>
    public CommitSteps Step { get; private set; }

    /// <summary>Where in the shadow this cycle's page goes, and its length; both in bytes, 0 when it writes none.</summary>
    public long PageOffset { get; private set; }

    public int PageBytes { get; private set; }

    /// <summary>Takes in a write whose data the kernel has.</summary>
    /// <param name="request">The write.</param>
    /// <returns>Whether a cycle is to begin for it.</returns>
    public bool Add(DiskRequest request)
    {
        _written.Add(request);
        if (IsBusy)
            return false;
        IsBusy = true;
        return true;
    }

    /// <summary>Begins a cycle with all that waits; <see cref="Advance"/> gives its first step.</summary>
    /// <param name="overlay">The target's freeze, if there is one.</param>
    /// <param name="shadow">The lane's part in it.</param>
    /// <returns>The request that stands for the cycle at the disk queue.</returns>
    public DiskRequest Begin(Overlay? overlay, LaneShadow? shadow)
    {
        _group = _written;
        _written = default;
        _left = CommitSteps.None;
        for (var request = _group.First; request is not null; request = request.Next)
            _left |= (request.TouchedShadow ? CommitSteps.SyncShadow : CommitSteps.None) | (request.TouchedBase ? CommitSteps.SyncBase : CommitSteps.None);
        PageBytes = 0;
        if (!_due.IsEmpty)
            FillPage(overlay!.Shadow, shadow!);
        var leader = _group.First ?? _recording.First!;
        leader.IsCommitting = true;
        return leader;
    }

    /// <summary>The next step; <see cref="CommitSteps.None"/> when the cycle has done all.</summary>
    public CommitSteps Advance()
    {
        Step = (CommitSteps)((int)_left & -(int)_left);
        _left &= ~Step;
        return Step;
    }

    /// <summary>Ends the cycle; a new one is to begin while <see cref="IsBusy"/>.</summary>
    /// <param name="leader">What <see cref="Begin"/> gave.</param>
    /// <param name="failed">Whether a step failed: then nothing becomes due for a record.</param>
    /// <param name="recorded">Receives the writes that records name now.</param>
    /// <returns>The writes that are stable, or have failed, without a record of this cycle.</returns>
    public RequestQueue End(DiskRequest leader, bool failed, out RequestQueue recorded)
    {
        leader.IsCommitting = false;
        Step = CommitSteps.None;
        recorded = _recording;
        _recording = default;
        var ended = default(RequestQueue);
        while (_group.Take() is { } request)
        {
            if (request.NeedsRecord && !failed)
                _due.Add(request);
            else
                ended.Add(request);
        }

        IsBusy = !_written.IsEmpty || !_due.IsEmpty;
        return ended;
    }

    private void FillPage(ShadowFile file, LaneShadow shadow)
    {
        var writer = new JournalPageWriter(shadow.Page, file.Header.ShadowId);
        while (_due.First is { } request && writer.TryAdd(request.Lba, request.Sectors))
            _recording.Add(_due.Take()!);
        PageOffset = file.ReserveJournal(writer.Bytes);
        PageBytes = writer.Finish(PageOffset, file.StableUpTo);
        _left |= CommitSteps.WriteRecords | CommitSteps.SyncShadow;
    }
}
