using AoEde.Engine.Disk;

namespace AoEde.Engine.Commands;

/// <summary>Where requests go that have been to the disk: what it is told is promised to an initiator.</summary>
internal interface IAnswer
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">A read, write or flush.</param>
    /// <param name="errno">0 when all of it was done, else why not.</param>
    void Send(DiskRequest request, int errno);
}
