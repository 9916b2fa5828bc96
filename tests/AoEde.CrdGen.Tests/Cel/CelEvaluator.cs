using System.ComponentModel;
using System.Diagnostics;

namespace AoEde.CrdGen.Tests.Cel;

/// <summary>An evaluator of CEL from npm, kept in the cache of this machine.</summary>
internal static class CelEvaluator
{
    private const string Package = "@marcbachmann/cel-js";
    private const string Version = "8.0.0";

    private static readonly string Folder = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "aoede", $"cel-js-{Version}");

    /// <summary>Why it cannot be had; null when it can.</summary>
    public static string? Missing() => Finds("node") ? Finds("npm") ? null : "npm is not installed" : "Node.js is not installed";

    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var module = Path.Combine(Folder, "node_modules", Package, "lib", "index.js");
        if (!File.Exists(module))
        {
            Directory.CreateDirectory(Folder);
            await ProgramAsync("npm", "install", "--no-audit", "--no-fund", "--prefix", Folder, $"{Package}@{Version}");
        }

        return await ProgramAsync("node", [script, module, .. arguments]);
    }

    private static bool Finds(string program)
    {
        try
        {
            using var process = Process.Start(Quiet(program, "--version"))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<string> ProgramAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Quiet(program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{await errors}{await output}");
    }

    private static ProcessStartInfo Quiet(string program, params string[] arguments) =>
        new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
}
