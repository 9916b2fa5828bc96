using System.Diagnostics;
using AoEde.Native.Events;
using static AoEde.Native.Netlink.NetlinkConstants;

namespace AoEde.Native.Netlink;

/// <summary>
/// Knows the links of the network namespace it was constructed in and reports what changes (rtnetlink). One thread at
/// a time.
/// </summary>
/// <remarks>
/// Every difference is reported exactly once by <see cref="TryRead"/>, relative to the links at construction, however
/// it was found: by a notification, or by listing anew after the kernel dropped notifications (ENOBUFS).
/// </remarks>
public sealed class LinkMonitor : IDisposable
{
    private readonly NetlinkSocket _notifications;
    private readonly NetlinkSocket _requests;
    private readonly Dictionary<int, LinkInfo> _known;
    private readonly Queue<LinkChange> _changes = new();
    private readonly Poller _poller = new(1);

    /// <summary>Subscribes to changes, then lists: nothing can happen unseen in between.</summary>
    /// <exception cref="NativeException">The kernel refused the socket or the dump.</exception>
    public LinkMonitor()
    {
        _notifications = new NetlinkSocket(RTMGRP_LINK);
        try
        {
            _requests = new NetlinkSocket(groups: 0);
            _known = LinkDump.Read(_requests);
        }
        catch
        {
            _requests?.Dispose();
            _notifications.Dispose();
            throw;
        }

        _poller.Add(_notifications.Descriptor);
    }

    /// <summary>Readable when the kernel has news. Changes already read wait in this object: call <see cref="TryRead"/> until false.</summary>
    public int Descriptor => _notifications.Descriptor;

    /// <summary>The links as they are now, by index. Differences found by this are still reported by <see cref="TryRead"/>.</summary>
    /// <exception cref="NativeException">The kernel refused the dump.</exception>
    public IReadOnlyList<LinkInfo> List()
    {
        ListAnew();
        return [.. _known.Values.OrderBy(link => link.Index)];
    }

    /// <summary>Waits for the next change.</summary>
    /// <param name="timeout">How long to wait; zero only looks.</param>
    /// <param name="change">The change.</param>
    /// <returns>False when the time passed.</returns>
    /// <exception cref="NativeException">The kernel refused a read or a dump.</exception>
    public bool TryRead(TimeSpan timeout, out LinkChange change)
    {
        var start = Stopwatch.GetTimestamp();
        while (!_changes.TryDequeue(out change))
        {
            if (TakeNotifications())
                continue;
            var left = timeout - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return false;
            _poller.Wait((int)double.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue));
        }

        return true;
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        _notifications.Dispose();
        _requests.Dispose();
    }

    /// <summary>Takes one datagram; false when none waits.</summary>
    private bool TakeNotifications()
    {
        var messages = new NetlinkMessages(_notifications.Receive(wait: false, out var errno));
        switch (errno)
        {
            case 0:
                break;
            case Errno.EAGAIN:
                return false;
            case Errno.ENOBUFS:
                DropNotifications();
                ListAnew();
                return true;
            default:
                throw new NativeException("read link changes", errno);
        }

        while (messages.MoveNext())
        {
            if (!LinkMessage.TryParse(messages.Body, out var link))
                continue;
            if (messages.Header.Type == RTM_NEWLINK)
                Learn(link);
            else if (messages.Header.Type == RTM_DELLINK)
                Forget(link.Index);
        }

        return true;
    }

    // The kernel says ENOBUFS ahead of what it had queued before. Read after the list, that old news would replace the
    // truth, and the newer news that would correct it is what was lost.
    private void DropNotifications()
    {
        int errno;
        do
        {
            _notifications.Receive(wait: false, out errno);
        }
        while (errno is 0 or Errno.ENOBUFS);
    }

    private void ListAnew()
    {
        var now = LinkDump.Read(_requests);
        foreach (var gone in _known.Keys.Where(index => !now.ContainsKey(index)).ToArray())
            Forget(gone);
        foreach (var link in now.Values)
            Learn(link);
    }

    private void Learn(LinkInfo link)
    {
        var isKnown = _known.TryGetValue(link.Index, out var before);
        if (isKnown && before == link)
            return;
        _known[link.Index] = link;
        _changes.Enqueue(new LinkChange(isKnown ? LinkChangeKind.Changed : LinkChangeKind.Added, link));
    }

    private void Forget(int index)
    {
        if (_known.Remove(index, out var last))
            _changes.Enqueue(new LinkChange(LinkChangeKind.Removed, last));
    }
}
