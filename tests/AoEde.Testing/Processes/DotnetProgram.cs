using AoEde.Testing.Host;

namespace AoEde.Testing.Processes;

/// <summary>The very dotnet that runs the tests: PATH may name another.</summary>
public static class DotnetProgram
{
    public static string Path { get; } =
        System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Prerequisites.FindProgram("dotnet") ?? "dotnet";
}
