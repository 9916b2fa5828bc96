using System.Diagnostics;

namespace AoEde.Native.Tests.Files;

/// <summary>A loop device over a test file; detached on disposal.</summary>
internal sealed class LoopDevice : IDisposable
{
    public LoopDevice(TestFile backing, int sectorBytes = 512, params string[] more)
    {
        Backing = backing;
        var (exitCode, output) = Run("losetup",
            ["--find", "--show", "--sector-size", $"{sectorBytes}", .. more, backing.Path]);
        Skip.If(exitCode != 0, $"no loop device of {sectorBytes}-byte sectors: {output}");
        Path = output.Trim();
    }

    public TestFile Backing { get; }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public static void SkipUnlessPossible()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "loop devices need root");
        Skip.IfNot(File.Exists("/dev/loop-control"), "the kernel has no loop devices");
    }

    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : errors.GetAwaiter().GetResult());
    }

    public void Dispose() => Run("losetup", "--detach", Path);
}
