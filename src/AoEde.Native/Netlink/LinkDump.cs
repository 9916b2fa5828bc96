using System.Runtime.InteropServices;
using static AoEde.Native.Netlink.NetlinkConstants;

namespace AoEde.Native.Netlink;

/// <summary>Asks the kernel for all links at once.</summary>
internal static class LinkDump
{
    // A dump that meets a change says so (NLM_F_DUMP_INTR) and may lack a link. On a host whose links never rest the
    // last one is taken as it is: the changes that spoiled it follow as notifications.
    private const int Attempts = 10;

    public static Dictionary<int, LinkInfo> Read(NetlinkSocket socket)
    {
        var links = new Dictionary<int, LinkInfo>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            links.Clear();
            if (ReadOnce(socket, links))
                break;
        }

        return links;
    }

    private static bool ReadOnce(NetlinkSocket socket, Dictionary<int, LinkInfo> links)
    {
        var sequence = socket.RequestLinks();
        var isWhole = true;
        while (true)
        {
            var messages = new NetlinkMessages(socket.Receive(wait: true, out var errno));
            if (errno != 0)
                throw new NativeException("list links", errno);
            while (messages.MoveNext())
            {
                if (messages.Header.Sequence != sequence)
                    continue;
                isWhole &= (messages.Header.Flags & NLM_F_DUMP_INTR) == 0;
                switch (messages.Header.Type)
                {
                    case NLMSG_DONE:
                        return isWhole;
                    case NLMSG_ERROR:
                        throw new NativeException("list links", -MemoryMarshal.Read<int>(messages.Body));
                    case RTM_NEWLINK when LinkMessage.TryParse(messages.Body, out var link):
                        links[link.Index] = link;
                        break;
                }
            }
        }
    }
}
