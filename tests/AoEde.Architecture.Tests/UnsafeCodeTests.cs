using System.Text.RegularExpressions;

namespace AoEde.Architecture.Tests;

/// <summary>One assembly is the fence around the kernel's interfaces; everything else is memory-safe.</summary>
public sealed partial class UnsafeCodeTests
{
    private const string Fence = "AoEde.Native";

    public static TheoryData<string> OutsideTheFence =>
        [.. Repository.Projects("src").Select(project => project.Name).Where(name => name != Fence)];

    [Theory, MemberData(nameof(OutsideTheFence))]
    public void Assembly_OutsideNative_CallsNoNativeLibrary(string name)
    {
        using var assembly = CompiledAssembly.Of(Repository.Projects("src").Single(project => project.Name == name));

        assembly.NativeCalls.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(OutsideTheFence))]
    public void Assembly_OutsideNative_WasCompiledWithoutPointers(string name)
    {
        var project = Repository.Projects("src").Single(project => project.Name == name);
        using var assembly = CompiledAssembly.Of(project);

        assembly.MayBeUnsafe.ShouldBeFalse();
        project.AllowsUnsafe.ShouldBeFalse();
    }

    [Fact]
    public void Native_ReadByTheseTests_IsSeenAsUnsafe()
    {
        // The two tests above prove nothing if this reader could not see what they look for.
        using var assembly = CompiledAssembly.Of(Repository.Projects("src").Single(project => project.Name == Fence));

        assembly.MayBeUnsafe.ShouldBeTrue();
        assembly.NativeCalls.ShouldNotBeEmpty();
    }

    [Fact]
    public void Sources_OutsideNative_DoNotNameUnsafeConstructs() =>
        Repository.Files("src", ".cs")
            .Where(path => !Repository.Relative(path).StartsWith($"src/{Fence}/", StringComparison.Ordinal))
            .Where(path => File.ReadLines(path).Any(line => !IsComment(line) && UnsafeWords().IsMatch(line)))
            .Select(Repository.Relative)
            .ShouldBeEmpty();

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"\bunsafe\b|\bLibraryImport\b|\bDllImport\b|\bstackalloc\b.*\*|delegate\*", RegexOptions.None, 1000)]
    private static partial Regex UnsafeWords();
}
