using System.Net.Sockets;
using System.Text;

namespace AoEde.Ctl.Tests;

/// <summary>A control socket that knows a few answers by heart.</summary>
internal sealed class AgentStub : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Dictionary<string, (int Status, string Body)> _answers = [];

    public AgentStub()
    {
        RunDirectory = Directory.CreateTempSubdirectory("aoectl-").FullName;
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(RunDirectory, "control.sock")));
        _listener.Listen();
        _ = ServeAsync();
    }

    public string RunDirectory { get; }

    public void Answer(string path, string body, int status = 200) => _answers[path] = (status, body);

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
        while (!request.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var length = await connection.ReceiveAsync(buffer);
            if (length == 0)
            {
                return;
            }

            request += Encoding.ASCII.GetString(buffer, 0, length);
        }

        var path = request.Split(' ')[1];
        var (status, body) = _answers.GetValueOrDefault(path, (404, $$"""{"message":"{{path}} is not known"}"""));
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n";
        await connection.SendAsync(Encoding.ASCII.GetBytes(head));
        await connection.SendAsync(bytes);
    }
}
