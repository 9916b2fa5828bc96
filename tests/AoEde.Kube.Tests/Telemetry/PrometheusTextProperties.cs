using AoEde.Kube.Telemetry.Prometheus;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Kube.Tests.Telemetry;

/// <summary>Whatever a label or a help text holds, it is read back as it was.</summary>
public sealed class PrometheusTextProperties
{
    // Mostly what has a meaning in the format.
    private static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.Elements("\\", "\"", "\n", "{", "}", ",", "=", " ", "#", "\\n", "ü", "a"), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get))
        .ListOf().Select(parts => string.Concat(parts));

    [Fact]
    public void Labels_OfAnyText_AreReadBack() => Prop.ForAll(Nasty.Two().ToArbitrary(), pair =>
    {
        var (one, other) = pair;
        var sample = new MetricSample("", [new("b", other), new("a", one)], 1);
        var read = ScrapedText.Parse(PrometheusText.Write([new("x", MetricKind.Gauge, "", [sample])])).Series.ShouldHaveSingleItem();

        read.Labels["a"].ShouldBe(one);
        read.Labels["b"].ShouldBe(other);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Help_OfAnyText_IsOneLine() => Prop.ForAll(Nasty.ToArbitrary(), help =>
    {
        var text = PrometheusText.Write([new("x", MetricKind.Counter, help, [new("", [], 1)])]);

        text.Count(letter => letter == '\n').ShouldBe(help.Length > 0 ? 3 : 2);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_OfAnySize_AreReadBack() => Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number =>
        ScrapedText.Parse(PrometheusText.Write([new("x", MetricKind.Gauge, "", [new("", [], number.Get)])])).Value("x").ShouldBe(number.Get))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Names_OfAnyText_AreAllowed() => Prop.ForAll(Nasty.ToArbitrary(), name =>
        PrometheusNames.Clean(name).ShouldMatch("^[a-zA-Z_][a-zA-Z0-9_]*$")).QuickCheckThrowOnFailure();
}
