namespace AoEde.Engine.Disk;

/// <summary>A first-in first-out list of requests through their <see cref="DiskRequest.Next"/> links; one owner at a time.</summary>
internal struct RequestQueue
{
    private DiskRequest? _first;
    private DiskRequest? _last;

    public readonly bool IsEmpty => _first is null;

    public readonly DiskRequest? First => _first;

    public void Add(DiskRequest request)
    {
        request.Next = null;
        if (_last is null)
            _first = request;
        else
            _last.Next = request;
        _last = request;
    }

    public DiskRequest? Take()
    {
        var taken = _first;
        if (taken is null)
            return null;
        _first = taken.Next;
        if (_first is null)
            _last = null;
        taken.Next = null;
        return taken;
    }
}
