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
            // The start is where the surrounding construct began; the end is what could not be read.
            var at = error.End.Line >= error.Start.Line ? error.End : error.Start;
            var line = error.Message.Contains("invalid tab", StringComparison.Ordinal) ? IndentedByTab(text, (int)at.Line) : (int)at.Line;
            var message = Shown.Line(error.Message).TrimEnd('.');
            message = char.ToLowerInvariant(message[0]) + message[1..];
            problem = new Diagnostic(file, line, line == at.Line ? (int)at.Column : 0, Severity.Error, "",
                $"not YAML: {message}", "correct the syntax; nothing of this file is used");
            return false;
        }
    }

    // The parser points at the construct around a tab, which may be the top of the file.
    private static int IndentedByTab(string text, int from)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (number >= from && line[..^line.TrimStart().Length].Contains('\t'))
                return number;
        }

        return from;
    }
}
