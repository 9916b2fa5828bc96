using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AoEde.Architecture.Tests;

/// <summary>What the compiler wrote, read as metadata: nothing is loaded or run.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private CompiledAssembly(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>The assembly of a project under src/: the Architecture tests reference every one of them.</summary>
    public static CompiledAssembly Of(ProjectFile project)
    {
        var path = Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll");
        File.Exists(path).ShouldBeTrue($"AoEde.Architecture.Tests must reference {project.Name}: it sees only what it builds");
        return new CompiledAssembly(path);
    }

    public IReadOnlyList<string> References =>
        [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name))];

    /// <summary>Full names of the types of other assemblies it uses.</summary>
    public IReadOnlyList<string> TypesUsed => [.. _metadata.TypeReferences.Select(NameOf)];

    /// <summary>Members of other assemblies it uses: "System.Environment.GetEnvironmentVariable".</summary>
    public IReadOnlyList<string> MembersUsed =>
    [
        .. _metadata.MemberReferences
            .Select(_metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{NameOf((TypeReferenceHandle)member.Parent)}.{_metadata.GetString(member.Name)}"),
    ];

    /// <summary>Methods that call into native libraries, however they were declared.</summary>
    public IReadOnlyList<string> NativeCalls =>
    [
        .. _metadata.MethodDefinitions
            .Select(_metadata.GetMethodDefinition)
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            .Select(method => _metadata.GetString(method.Name)),
    ];

    /// <summary>Whether the compiler was allowed pointers: it marks the module.</summary>
    public bool MayBeUnsafe => TypesUsed.Contains("System.Security.UnverifiableCodeAttribute");

    /// <summary>Classes that are neither sealed nor abstract and that nothing in this assembly derives from.</summary>
    public IReadOnlyList<string> OpenClasses
    {
        get
        {
            var bases = _metadata.TypeDefinitions.Select(handle => _metadata.GetTypeDefinition(handle).BaseType).ToHashSet();
            return [.. _metadata.TypeDefinitions.Where(handle => IsOpenClass(handle) && !bases.Contains(handle)).Select(NameOf)];
        }
    }

    public void Dispose() => _file.Dispose();

    private bool IsOpenClass(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var closed = TypeAttributes.Sealed | TypeAttributes.Abstract | TypeAttributes.Interface;
        return (type.Attributes & closed) == default(TypeAttributes) && !NameOf(handle).Contains('<', StringComparison.Ordinal);
    }

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = _metadata.GetTypeReference(handle);
        return $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
    }

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
    }
}
