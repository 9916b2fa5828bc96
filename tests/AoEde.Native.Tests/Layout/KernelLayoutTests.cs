using System.Runtime.CompilerServices;

namespace AoEde.Native.Tests.Layout;

/// <summary>What we mirror by hand, against what the installed headers say.</summary>
public sealed class KernelLayoutTests
{
    private static readonly LayoutTable[] Tables =
    [
        .. from type in typeof(KernelLayoutTests).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(LayoutTable)) && !type.IsAbstract
           orderby type.Name
           select (LayoutTable)Activator.CreateInstance(type)!,
    ];

    public static TheoryData<string> TableNames => [.. Tables.Select(table => table.GetType().Name)];

    [SkippableTheory]
    [MemberData(nameof(TableNames))]
    public void MirroredTypesAndConstants_AgainstInstalledHeaders_AreEqual(string tableName)
    {
        Skip.IfNot(CompiledHeaders.HasCompiler, "gcc is not installed");
        Skip.IfNot(CompiledHeaders.HasHeaders, "the kernel's headers (linux-libc-dev) are not installed");
        var table = Tables.Single(candidate => candidate.GetType().Name == tableName);

        var kernel = CompiledHeaders.Ask(table);

        var wrong = new List<string>();
        void Compare(string question, long ours)
        {
            if (kernel.TryGetValue(question, out var theirs) && ours != theirs)
                wrong.Add($"{question}: headers say {theirs}, we say {ours}");
        }

        foreach (var mirrored in table.Structs)
        {
            Compare(CompiledHeaders.SizeQuestion(mirrored), ManagedLayout.Size(mirrored.Type));
            foreach (var (ours, member) in mirrored.Fields)
                Compare(CompiledHeaders.OffsetQuestion(mirrored, member), ManagedLayout.Offset(mirrored.Type, ours));
        }

        foreach (var constant in table.Constants)
            Compare(constant.CExpression, constant.Value);
        wrong.ShouldBeEmpty();
        var asked = table.Structs.Sum(mirrored => 1 + mirrored.Fields.Length) + table.Constants.Count(c => !c.OnlyIfDefined);
        kernel.Count.ShouldBeGreaterThanOrEqualTo(asked, "each question once, and none twice");
    }

    [Fact]
    public void StructuresOfNative_AreAll_InSomeTable()
    {
        var listed = Tables
            .SelectMany(table => table.Structs.Select(mirrored => mirrored.Type).Concat(table.InNoHeader))
            .ToHashSet();

        var missing = from type in typeof(NativeException).Assembly.GetTypes()
                      where IsKernelStructure(type) && !listed.Contains(type)
                      select type.FullName;

        missing.ShouldBeEmpty("a structure the kernel reads or writes is checked against its header");
    }

    [Fact]
    public void FieldsOfListedStructures_AreAll_Compared()
    {
        var unlisted = from mirrored in Tables.SelectMany(table => table.Structs)
                       from field in ManagedLayout.Fields(mirrored.Type)
                       where !mirrored.Fields.Any(pair => pair.Ours == field.Name)
                          && !field.Name.Contains("Padding", StringComparison.Ordinal)
                          && !field.Name.Contains("Reserved", StringComparison.Ordinal)
                       select $"{mirrored.Type.Name}.{field.Name}";

        unlisted.ShouldBeEmpty();
    }

    // Record structs and ref structs are ours alone; inline arrays are compared as part of their owner.
    private static bool IsKernelStructure(Type type) =>
        type is { IsValueType: true, IsEnum: false, IsByRefLike: false, IsPublic: false, IsNestedPublic: false }
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !type.IsDefined(typeof(InlineArrayAttribute), inherit: false)
        && !type.GetInterfaces().Any(contract => contract.IsGenericType
            && contract.GetGenericTypeDefinition() == typeof(IEquatable<>))
        && type.Namespace?.StartsWith("AoEde.Native", StringComparison.Ordinal) == true;
}
