using System.Diagnostics.CodeAnalysis;
using AoEde.Api.Rules;
using AoEde.Api.Schema;
using YamlDotNet.Core;

namespace AoEde.Api.Manifests;

/// <summary>Turns a text into nodes, or into the one finding that says why it is not YAML.</summary>
internal static class YamlText
{
    public static bool TryLoad(
        string file, string text, out List<ManifestNode> documents, [NotNullWhen(false)] out Diagnostic? problem)
    {
        documents = [];
        problem = null;
        try
        {
            documents = NodeLoader.Load(text);
            return true;
        }
        catch (YamlException error)
        {
            var message = Shown.Line(error.Message);
            problem = new Diagnostic(file, (int)error.Start.Line, (int)error.Start.Column, Severity.Error, "",
                $"not YAML: {message}", "correct the syntax; nothing of this file is used");
            return false;
        }
    }
}
