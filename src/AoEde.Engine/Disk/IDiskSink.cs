namespace AoEde.Engine.Disk;

/// <summary>Who wants to know that a request has been to the disk.</summary>
internal interface IDiskSink
{
    /// <summary>A request's disk operation ended.</summary>
    /// <param name="request">The request.</param>
    /// <param name="errno">0 when all of it was done, <see cref="DiskRequest.Abandoned"/> when nobody is to be told, else why not.</param>
    void DiskDone(DiskRequest request, int errno);
}
