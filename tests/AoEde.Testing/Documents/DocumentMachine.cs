using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Testing.Documents;

/// <summary>
/// A machine for pages about one host: a network namespace whose `/srv`, `/etc`, `/run`, `/var/lib`, `/opt` and `/usr/local/bin` are its own, so that a
/// page may name them as its reader would. Everything vanishes with it.
/// </summary>
public sealed class DocumentMachine : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HostedProcess _keeper;

    /// <summary>Makes it.</summary>
    /// <param name="host">Its network.</param>
    /// <param name="programs">The folder of AoEde's programs, which are put into its `/usr/local/bin`.</param>
    public DocumentMachine(TestHost host, string programs)
    {
        try
        {
            foreach (var name in new[] { "srv", "lib", "opt", "bin" })
                Directory.CreateDirectory(_folder[name]);
            foreach (var program in new[] { "aoede-agent", "aoectl" })
                File.CreateSymbolicLink(_folder[$"bin/{program}"], Path.Combine(programs, program));
            Tool.Run("cp", "-a", "/etc", _folder["etc"]);

            _keeper = new HostedProcess(host, "sh",
            [
                "-euc", """
                mount --bind "$1/etc" /etc
                mount --bind "$1/srv" /srv
                mount --bind "$1/lib" /var/lib
                mount --bind "$1/opt" /opt
                mount --bind "$1/bin" /usr/local/bin
                mount -t tmpfs none /run
                echo mounted
                exec sleep infinity
                """, "keeper", _folder.Path,
            ]);
            Eventually.Holds(() => _keeper.Output.Length > 0 || !_keeper.IsRunning, Eventually.Patience);
            if (_keeper.Output.Length == 0)
                throw new InvalidOperationException($"the machine has no folders of its own: {_keeper.Story}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A path of this machine as the tests see it: below `/srv` only.</summary>
    public string PathOf(string path) =>
        path.StartsWith("/srv/", StringComparison.Ordinal) ? _folder[path[1..]] : throw new ArgumentException($"{path} is not below /srv", nameof(path));

    /// <summary>Runs a program on it and returns what it prints.</summary>
    public string Run(string program, params string[] arguments) => Tool.Run(Enter[0], [.. Enter[1..], program, .. arguments]);

    /// <summary>The machine as a place of commands.</summary>
    /// <param name="environment">Variables that its shell has.</param>
    public DocumentPlace AsPlace(params (string Name, string Value)[] environment) => new(
        Enter,
        new Dictionary<string, string>(environment.ToDictionary(pair => pair.Name, pair => pair.Value), StringComparer.Ordinal)
        {
            // The programs stand beside the tests, and not beside a runtime.
            ["DOTNET_ROOT"] = Path.GetDirectoryName(DotnetProgram.Path)!,
        });

    public void Dispose()
    {
        _keeper?.Dispose();
        _folder.Dispose();
    }

    private string[] Enter => ["nsenter", "--target", $"{_keeper.ProcessId}", "--mount", "--net", "env", $"--chdir={DocumentScenes.Root}"];
}
