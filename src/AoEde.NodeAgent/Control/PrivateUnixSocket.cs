using System.Net.Sockets;

namespace AoEde.NodeAgent.Control;

/// <summary>
/// Binds a Unix socket that is never open to others, not even between bind(2) and chmod(2): it is born in a folder that only its
/// owner may enter and moved to its place when its mode is right. The move also replaces a socket left by a killed agent.
/// </summary>
internal static class PrivateUnixSocket
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the bound, not yet listening socket; it is reached through <paramref name="path"/>.</summary>
    /// <exception cref="SocketException">The path is longer than 80 bytes or so, or cannot be bound.</exception>
    /// <exception cref="IOException">The folder is not writable.</exception>
    public static Socket Bind(string path)
    {
        var birthplace = Path.Combine(Path.GetDirectoryName(path)!, ".new");
        DeleteIfThere(birthplace);
        Directory.CreateDirectory(birthplace, OwnerOnly | UnixFileMode.UserExecute);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var temporary = Path.Combine(birthplace, "s");
            socket.Bind(new UnixDomainSocketEndPoint(temporary));
            File.SetUnixFileMode(temporary, OwnerOnly);
            File.Move(temporary, path, overwrite: true);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        finally
        {
            DeleteIfThere(birthplace);
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
