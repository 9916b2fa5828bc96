using System.Diagnostics;

namespace AoEde.Engine.Tests.Safety;

/// <summary>A loop device over a sparse file in a directory of its own; disposing undoes mounts, swap, the device and the file.</summary>
internal sealed class LoopDevice : IDisposable
{
    private const long Bytes = 16 << 20;

    private readonly List<Action> _undo = [];

    private LoopDevice(string directory, string image)
    {
        Directory = directory;
        Image = image;
    }

    public string Directory { get; }

    public string Image { get; }

    public string Path { get; private set; } = "";

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public static LoopDevice Create(params string[] losetupOptions)
    {
        Skip.IfNot(Environment.UserName == "root", "needs root for loop devices");
        var directory = System.IO.Directory.CreateTempSubdirectory("aoede-safety-").FullName;
        var loop = new LoopDevice(directory, System.IO.Path.Combine(directory, "disk.img"));
        try
        {
            using (var file = File.Create(loop.Image))
                file.SetLength(Bytes);
            var (code, output) = Run("losetup", ["--find", "--show", .. losetupOptions, loop.Image]);
            Skip.IfNot(code == 0, $"no loop device to be had: {output}");
            loop.Path = output.Trim();
            return loop;
        }
        catch
        {
            loop.Dispose();
            throw;
        }
    }

    public void MakeFileSystem() => Must("mkfs.ext4", "-q", "-F", Path);

    public string Mount()
    {
        var point = System.IO.Directory.CreateDirectory(System.IO.Path.Combine(Directory, "mnt")).FullName;
        Must("mount", Path, point);
        OnDispose(() => Run("umount", point));
        return point;
    }

    public void OnDispose(Action action) => _undo.Add(action);

    public void Dispose()
    {
        for (var i = _undo.Count - 1; i >= 0; i--) _undo[i]();
        if (Path.Length > 0) Run("losetup", "--detach", Path);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    public static void Must(string program, params string[] arguments)
    {
        var (code, output) = Run(program, arguments);
        code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {output}");
    }

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
