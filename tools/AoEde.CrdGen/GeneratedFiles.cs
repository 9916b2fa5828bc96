using AoEde.Api;
using AoEde.CrdGen.Crds;
using AoEde.CrdGen.Pages;
using AoEde.CrdGen.Text;
using AoEde.Kube.Models;

namespace AoEde.CrdGen;

/// <summary>Every file that follows from the types of the API.</summary>
public static class GeneratedFiles
{
    /// <summary>The files: path from the root of the repository, and text.</summary>
    public static IReadOnlyList<(string Path, string Text)> All()
    {
        var crds = new CrdWriter(Docs(""));
        return
        [
            .. KindModel.All.Select(kind => ($"config/crds/{kind.Entity.Group}_{kind.Entity.PluralName}.yaml", crds.Text(kind))),
            ("docs/reference/api.md", new ApiPage(Docs("`")).Text()),
        ];
    }

    private static XmlDocs Docs(string codeMark) => new(codeMark, typeof(AoETarget).Assembly, typeof(V1Condition).Assembly);
}
