using System.Reflection;
using System.Xml.Linq;

namespace AoEde.CrdGen.Text;

/// <summary>The summaries that the compiler wrote beside the assemblies, as text for people who know no C#.</summary>
public sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);
    private readonly CodeReferences _references;
    private readonly string _codeMark;

    /// <param name="codeMark">What stands on both sides of code: a backquote for a page, nothing for plain text.</param>
    /// <param name="assemblies">Assemblies beside which their documentation lies.</param>
    /// <exception cref="FileNotFoundException">It does not.</exception>
    public XmlDocs(string codeMark, params IReadOnlyList<Assembly> assemblies)
    {
        _codeMark = codeMark;
        _references = new CodeReferences(assemblies);
        foreach (var path in assemblies.Select(assembly => Path.ChangeExtension(assembly.Location, ".xml")))
        {
            foreach (var member in XDocument.Load(path).Descendants("member"))
                _members[member.Attribute("name")!.Value] = member;
        }
    }

    /// <summary>What a type is.</summary>
    public string Of(Type type) => Summary($"T:{type.FullName}");

    /// <summary>What a property holds.</summary>
    public string Of(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>What a constant means.</summary>
    public string Of(FieldInfo field) => Summary($"F:{field.DeclaringType!.FullName}.{field.Name}");

    private string Summary(string id) => _members.TryGetValue(id, out var member)
        ? PlainText.Collapse(string.Concat(member.Element("summary")!.Nodes().Select(Text)))
        : throw new InvalidOperationException($"{id} has no documentation; write a summary beside it");

    private string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Code(_references.Text(see.Attribute("cref")!.Value)),
        XElement { Name.LocalName: "c" } code => Code(code.Value),
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private string Code(string text) => $"{_codeMark}{text}{_codeMark}";
}
