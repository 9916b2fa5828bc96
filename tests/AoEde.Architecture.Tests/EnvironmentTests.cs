namespace AoEde.Architecture.Tests;

/// <summary>A library does what its arguments say: only a program reads its surroundings or speaks to a person.</summary>
public sealed class EnvironmentTests
{
    public static TheoryData<string> Libraries =>
        [.. Repository.Projects("src").Where(project => !project.IsExecutable).Select(project => project.Name)];

    [Theory, MemberData(nameof(Libraries))]
    public void Library_ForItsSettings_ReadsNeitherEnvironmentNorConfiguration(string name)
    {
        using var assembly = Open(name);

        assembly.MembersUsed
            .Where(member => member.StartsWith("System.Environment.GetEnvironmentVariable", StringComparison.Ordinal)
                || member == "System.Environment.GetCommandLineArgs")
            .ShouldBeEmpty();
        assembly.TypesUsed
            .Where(type => type.StartsWith("Microsoft.Extensions.Configuration.", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Library_ForItsMessages_DoesNotUseTheConsole(string name)
    {
        using var assembly = Open(name);

        assembly.TypesUsed.ShouldNotContain("System.Console");
    }

    private static CompiledAssembly Open(string name) =>
        CompiledAssembly.Of(Repository.Projects("src").Single(project => project.Name == name));
}
