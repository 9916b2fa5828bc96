using System.Reflection;
using AoEde.Api.Schema;

namespace AoEde.CrdGen.Text;

/// <summary>Turns a reference to code into what stands in a manifest: a field's name, a constant's value, the words of a choice.</summary>
/// <param name="assemblies">Where the code is.</param>
internal sealed class CodeReferences(IReadOnlyList<Assembly> assemblies)
{
    public string Text(string cref)
    {
        var name = cref[2..];
        if (cref.StartsWith("T:", StringComparison.Ordinal))
            return OfType(name);

        var dot = name.LastIndexOf('.');
        var type = Find(name[..dot]);
        return cref[0] switch
        {
            'P' when type?.GetProperty(name[(dot + 1)..]) is { } property => FieldSchema.NameOf(property),
            'F' when type?.GetField(name[(dot + 1)..]) is { IsLiteral: true } constant => constant.GetRawConstantValue()!.ToString()!,
            _ => name[(dot + 1)..],
        };
    }

    private string OfType(string name)
    {
        // A static class of constants is a choice of words; any other type is named.
        if (Find(name) is { IsAbstract: true, IsSealed: true } words && Constants(words) is { Count: > 0 } values)
            return PlainText.Choice(values);
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static List<string> Constants(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    private Type? Find(string name) => assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);
}
