namespace AoEde.Architecture.Tests;

/// <summary>Arrows only go down. A project that is not in the table may not exist.</summary>
public sealed class DependencyTests
{
    /// <summary>Project, and what of ours it may know.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["AoEde.Protocol"] = [],
        ["AoEde.Native"] = [],
        ["AoEde.Engine"] = ["AoEde.Protocol", "AoEde.Native"],
        ["AoEde.Kube"] = [],
        ["AoEde.Api"] = ["AoEde.Kube"],
        ["AoEde.NodeAgent"] = ["AoEde.Engine", "AoEde.Api", "AoEde.Kube", "AoEde.Protocol", "AoEde.Native"],
        ["AoEde.Ctl"] = ["AoEde.Engine", "AoEde.Api", "AoEde.Kube", "AoEde.Protocol", "AoEde.Native"],

        // It needs no privileges, and its image has none.
        ["AoEde.Operator"] = ["AoEde.Api", "AoEde.Kube"],
    };

    /// <summary>Libraries, and what of others' they may know beside the runtime.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["AoEde.Protocol"] = [],
        ["AoEde.Native"] = ["Mono.Posix.NETStandard"],
        ["AoEde.Engine"] = ["Microsoft.Extensions.Logging.Abstractions", "Mono.Posix.NETStandard"],
        ["AoEde.Api"] = ["YamlDotNet"],
    };

    public static TheoryData<string> Sources => [.. Repository.Projects("src").Select(project => project.Name)];

    [Theory, MemberData(nameof(Sources))]
    public void Assembly_ComparedWithTheTable_KnowsNothingAbove(string name)
    {
        using var assembly = CompiledAssembly.Of(Project(name));
        var ours = Repository.Projects("src").ToDictionary(project => project.AssemblyName, project => project.Name);

        assembly.References.Where(ours.ContainsKey).Select(reference => ours[reference]).ShouldBeSubsetOf(Allowed(name));
    }

    [Theory, MemberData(nameof(Sources))]
    public void Project_ComparedWithTheTable_ReferencesNothingAbove(string name) =>
        Project(name).ProjectReferences.ShouldBeSubsetOf(Allowed(name));

    [Theory, MemberData(nameof(Sources))]
    public void Library_ComparedWithTheTable_UsesNoOtherPackage(string name)
    {
        if (!MayUse.TryGetValue(name, out var packages))
            return;
        using var assembly = CompiledAssembly.Of(Project(name));

        assembly.References
            .Where(reference => !reference.StartsWith("System.", StringComparison.Ordinal) && reference != "netstandard")
            .Where(reference => !MayKnow.ContainsKey(reference))
            .ShouldBeSubsetOf(packages);
    }

    private static ProjectFile Project(string name) => Repository.Projects("src").Single(project => project.Name == name);

    private static string[] Allowed(string name)
    {
        MayKnow.ShouldContainKey(name, $"{name} has no row in the table of dependencies");
        return MayKnow[name];
    }
}
