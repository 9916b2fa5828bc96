using System.Text;
using AoEde.Api.Rules;
using AoEde.Api.Schema;

namespace AoEde.Api.Manifests;

/// <summary>What a policy file says. Nothing about its content is thrown; all of it is a <see cref="Diagnostic"/>.</summary>
/// <param name="Policy">The policy; null when the file has errors, since half a policy would allow what was meant to be denied.</param>
/// <param name="Diagnostics">Findings in the order of the lines.</param>
public sealed record AgentPolicyFile(AgentPolicy? Policy, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Reads a policy file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    public static AgentPolicyFile Read(string path)
    {
        try
        {
            return ReadText(path, File.ReadAllText(path, Encoding.UTF8));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var message = $"cannot be read: {problem.Message.TrimEnd('.')}";
            return new(null, [new Diagnostic(path, 0, 0, Severity.Error, "", message, "check that it exists and may be read")]);
        }
    }

    /// <summary>Reads a policy.</summary>
    /// <param name="file">Name under which findings are reported.</param>
    /// <param name="text">One YAML document, or JSON. An empty text is the default policy.</param>
    /// <returns>What it says.</returns>
    public static AgentPolicyFile ReadText(string file, string text)
    {
        if (!YamlText.TryLoad(file, text, out var documents, out var problem))
            return new(null, [problem]);

        var sink = new DiagnosticSink(file);
        var written = documents.Where(document => !document.IsNull).ToList();
        if (written.Count == 0)
            return new(new AgentPolicy(), []);

        if (written.Count > 1)
            sink.Error("", written[1].Position, "a policy is one document, and here is another", "put everything into the first");

        var node = written[0];
        sink.Marks.Set("", node.Position);
        if (node.Shape != NodeShape.Mapping)
        {
            sink.Error("", node.Position, $"expected an object, found {node.Describe()}", "write fields such as allowedDevices");
            return new(null, sink.Found);
        }

        var schema = ObjectSchema.Of(typeof(AgentPolicy));
        var policy = (AgentPolicy)new NodeBinder(sink, schema).Bind(node, schema, "");
        foreach (var violation in StructuralRules.Check(policy))
            sink.Add(violation);

        return new(sink.HasErrors ? null : policy, [.. sink.Found.OrderBy(d => d.Line).ThenBy(d => d.Column)]);
    }
}
