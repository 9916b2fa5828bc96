using System.Globalization;
using System.Net.Sockets;

namespace AoEde.Bench.Soak;

/// <summary>Looks at an agent from outside: /proc, and its own metrics.</summary>
internal static class AgentNeeds
{
    /// <summary>Takes a sample.</summary>
    /// <param name="processId">The agent.</param>
    /// <param name="seconds">Since the load began.</param>
    /// <param name="iops">Requests a second.</param>
    /// <param name="failures">Requests that went wrong.</param>
    public static SoakSample Look(int processId, double seconds, double iops, long failures) => new(
        seconds, iops, Resident(processId), Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count(),
        Directory.EnumerateDirectories($"/proc/{processId}/task").Count(), failures);

    /// <summary>Collections of the agent's memory since it started.</summary>
    /// <param name="socket">Where it answers for metrics.</param>
    public static long Collections(string socket)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, cancellation) => ConnectAsync(socket, cancellation) });
        using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, "http://agent/metrics"));
        using var text = new StreamReader(answer.EnsureSuccessStatusCode().Content.ReadAsStream());
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith("aoede_garbage_collections_total", StringComparison.Ordinal))
                return long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException($"the agent's metrics at {socket} do not say aoede_garbage_collections_total");
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // Its own: the pages of the image are the image's, whether it has them mapped or not.
    private static long Resident(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
