using System.CommandLine;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.Ctl.Commands;

/// <summary>
/// <c>aoectl validate -f F...</c>: the rules that an agent and a cluster apply, without either. For editors and CI. Unless told
/// otherwise it judges a file as <c>serve</c> on this host would, but one that names other nodes as a cluster would.
/// </summary>
internal sealed class ValidateCommand : Command
{
    private readonly Option<string[]> _files = new("-f", "--filename")
    {
        HelpName = "FILE|DIR",
        Description = "manifests; may be given several times",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _host = new("--host") { HelpName = "NAME", Description = "judge every file as 'serve' on that host would" };
    private readonly Option<bool> _cluster = new("--cluster") { Description = "judge every file as a cluster would: each target must name a node" };

    /// <summary>Describes the verb.</summary>
    public ValidateCommand(CtlConsole console)
        : base("validate", "Check AoETarget manifests.")
    {
        Add(_files);
        Add(_host);
        Add(_cluster);
        SetAction(line => Check(line, console));
    }

    private int Check(ParseResult line, CtlConsole console)
    {
        var set = ManifestSet.Combine(Read(line));
        foreach (var diagnostic in set.Diagnostics)
        {
            console.Output.WriteLine(diagnostic);
        }

        var errors = set.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        var warnings = set.Diagnostics.Count - errors;
        console.Output.WriteLine($"{Count(set.Targets.Count, "good target")}, {Count(errors, "error")}, {Count(warnings, "warning")}");
        return errors > 0 ? ExitCodes.InvalidInput : ExitCodes.Done;
    }

    private IReadOnlyList<ManifestFile> Read(ParseResult line)
    {
        var paths = line.GetRequiredValue(_files);
        var cluster = new ManifestReader(ManifestOptions.Cluster);
        if (line.GetValue(_cluster))
        {
            return [.. paths.SelectMany(cluster.ReadFiles)];
        }

        var named = line.GetValue(_host);
        var host = new ManifestReader(ManifestOptions.SingleHost(named ?? File.ReadAllText("/proc/sys/kernel/hostname").Trim()));
        var files = paths.SelectMany(host.ReadFiles);
        return [.. named is null ? files.Select(file => NamesOtherNodes(file) ? cluster.ReadFile(file.Path) : file) : files];
    }

    private static bool NamesOtherNodes(ManifestFile file) => file.Diagnostics.Any(diagnostic => diagnostic.Rule == "host");

    private static string Count(int number, string thing) => $"{number} {thing}{(number == 1 ? "" : "s")}";
}
