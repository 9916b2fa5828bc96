using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace AoEde.Ctl.Tests;

/// <summary>A control socket that knows a few answers by heart.</summary>
internal sealed class AgentStub : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<string, List<(int Status, string Body)>> _answers = [];

    public AgentStub()
    {
        RunDirectory = Directory.CreateTempSubdirectory("aoectl-").FullName;
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(RunDirectory, "control.sock")));
        _listener.Listen();
        _ = ServeAsync();
    }

    public string RunDirectory { get; }

    /// <summary>What was asked, as <c>METHOD path body</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <param name="path">The path of a GET, or method and path.</param>
    /// <param name="body">The answer's body.</param>
    /// <param name="status">Its HTTP status.</param>
    public void Answer(string path, string body, int status = 200) => _answers[path] = [(status, body)];

    /// <summary>Answers in turn; the last one again and again.</summary>
    public void AnswerInTurn(string path, params (int Status, string Body)[] answers) => _answers[path] = [.. answers];

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(RunDirectory, recursive: true);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var connection = await _listener.AcceptAsync();
                await AnswerOneAsync(connection);
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerOneAsync(Socket connection)
    {
        var request = "";
        var buffer = new byte[4096];
        while (!IsComplete(request))
        {
            var length = await connection.ReceiveAsync(buffer);
            if (length == 0)
            {
                return;
            }

            request += Encoding.ASCII.GetString(buffer, 0, length);
        }

        var words = request.Split(' ');
        var (method, path) = (words[0], words[1]);
        Requests.Enqueue($"{method} {path} {request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]}".TrimEnd());
        var (status, body) = Next($"{method} {path}") ?? (method == "GET" ? Next(path) : null)
            ?? (404, $$"""{"reason":"NotFound","message":"{{path}} is not known"}""");
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n";
        await connection.SendAsync(Encoding.ASCII.GetBytes(head));
        await connection.SendAsync(bytes);
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return request.Length >= end + 4 + (length is null ? 0 : int.Parse(length.Split(':')[1]));
    }

    private (int Status, string Body)? Next(string key)
    {
        if (!_answers.TryGetValue(key, out var answers))
            return null;
        lock (answers)
        {
            var answer = answers[0];
            if (answers.Count > 1)
                answers.RemoveAt(0);
            return answer;
        }
    }
}
