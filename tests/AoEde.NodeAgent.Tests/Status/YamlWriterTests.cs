using System.Text.Json.Nodes;
using AoEde.Api.Manifests;
using FsCheck;
using FsCheck.Fluent;
using YamlDotNet.RepresentationModel;

namespace AoEde.NodeAgent.Tests.Status;

public sealed class YamlWriterTests
{
    [Fact]
    public void Of_Nesting_IsBlockStyleAsKubectlShowsIt() => YamlWriter.Of(JsonNode.Parse("""
        {"a":1,"b":{"c":[{"d":true,"e":null},"f"],"g":[]},"h":{}}
        """)!).ShouldBe("""
        a: 1
        b:
          c:
          - d: true
            e: null
          - f
          g: []
        h: {}

        """);

    [Theory]
    [InlineData("true")]
    [InlineData("No")]
    [InlineData("null")]
    [InlineData("9.0")]
    [InlineData("8:16")]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("a:")]
    [InlineData(" a")]
    [InlineData("käse")]
    [InlineData("52:54:00:12:34:56")]
    public void Of_TextThatReadersTakeForSomethingElse_IsQuoted(string text)
        => YamlWriter.Of(new JsonObject { ["k"] = text }).ShouldStartWith("k: \"");

    [Theory]
    [InlineData("/dev/sdb")]
    [InlineData("e9.0")]
    [InlineData("io_uring works here")]
    public void Of_OrdinaryText_IsPlain(string text) => YamlWriter.Of(new JsonObject { ["k"] = text }).ShouldBe($"k: {text}\n");

    [Fact]
    public void Of_AnyText_IsReadBackAsItWas() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            // Half a surrogate pair is not text and cannot be written in any encoding.
            var value = new string([.. text.Get.Where(letter => !char.IsSurrogate(letter))]);
            var stream = new YamlStream();
            stream.Load(new StringReader(YamlWriter.Of(new JsonObject { ["k"] = new JsonArray(value) })));
            var list = (YamlSequenceNode)((YamlMappingNode)stream.Documents[0].RootNode).Children[new YamlScalarNode("k")];
            ((YamlScalarNode)list.Children[0]).Value.ShouldBe(value);
        }).QuickCheckThrowOnFailure();
}
