namespace AoEde.Engine.Disk;

/// <summary>
/// Group commit of one lane. A write is answered only after an fdatasync that began after the write had completed.
/// Nor may one have failed since the write was sent to the device, whoever asked for it: see <see cref="Targets.Target.FailedSyncs"/>.
/// <list type="table">
/// <item><term>Waiting</term><description>Written, in no group yet.</description></item>
/// <item><term>Group</term><description>Written before the fdatasync that is under way began; its first request carries that operation.</description></item>
/// </list>
/// </summary>
internal struct CommitGroup
{
    private RequestQueue _waiting;
    private RequestQueue _group;
    private bool _underWay;

    /// <summary>Takes in a write whose data the kernel has.</summary>
    /// <param name="request">The write.</param>
    /// <returns>Whether the lane is to be committed: true for the first that waits while no fdatasync is under way.</returns>
    public bool Add(DiskRequest request)
    {
        bool first = !_underWay && _waiting.IsEmpty;
        _waiting.Add(request);
        return first;
    }

    /// <summary>Makes all that wait the group.</summary>
    /// <returns>The request that carries the fdatasync.</returns>
    public DiskRequest Begin()
    {
        _group = _waiting;
        _waiting = default;
        _underWay = true;
        var leader = _group.First!;
        leader.IsCommitting = true;
        return leader;
    }

    /// <summary>Ends the fdatasync.</summary>
    /// <param name="more">Whether others wait by now, so that the lane is to be committed again.</param>
    /// <returns>The requests that are stable, or failed, with it.</returns>
    public RequestQueue End(out bool more)
    {
        var group = _group;
        group.First!.IsCommitting = false;
        _group = default;
        _underWay = false;
        more = !_waiting.IsEmpty;
        return group;
    }
}
