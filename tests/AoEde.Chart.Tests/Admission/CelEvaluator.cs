using System.ComponentModel;

namespace AoEde.Chart.Tests.Admission;

/// <summary>An evaluator of CEL from npm, kept in the cache of this machine.</summary>
internal static class CelEvaluator
{
    private const string Package = "@marcbachmann/cel-js";
    private const string Version = "8.0.0";

    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(Helm.Cache)!, $"cel-js-{Version}");

    /// <summary>Runs a script, which gets the evaluator's module as its first argument; skips where Node.js is not installed.</summary>
    public static string Run(string script, params string[] arguments)
    {
        Skip.IfNot(Finds("node") && Finds("npm"), "Node.js and npm are not installed");
        var module = Path.Combine(s_folder, "node_modules", Package, "lib", "index.js");
        if (!File.Exists(module))
        {
            Directory.CreateDirectory(s_folder);
            Succeeded(Command.Run("npm", "install", "--no-audit", "--no-fund", "--prefix", s_folder, $"{Package}@{Version}"));
        }

        return Succeeded(Command.Run("node", [script, module, .. arguments]));
    }

    private static string Succeeded(Command.Result result)
    {
        result.ExitCode.ShouldBe(0, result.Errors);
        return result.Output;
    }

    private static bool Finds(string program)
    {
        try
        {
            return Command.Run(program, "--version").ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
