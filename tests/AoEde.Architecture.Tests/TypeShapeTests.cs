namespace AoEde.Architecture.Tests;

/// <summary>Sealed unless something derives from it.</summary>
public sealed class TypeShapeTests
{
    public static TheoryData<string> Sources => [.. Repository.Projects("src").Select(project => project.Name)];

    [Theory, MemberData(nameof(Sources))]
    public void Class_FromWhichNothingDerives_IsSealed(string name)
    {
        using var assembly = CompiledAssembly.Of(Repository.Projects("src").Single(project => project.Name == name));

        // The compiler makes Program, for top-level statements.
        assembly.OpenClasses.Where(type => type != ".Program").ShouldBeEmpty();
    }
}
