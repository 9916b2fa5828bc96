using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.Api.Tests.Rules;

public sealed class NotYetTests
{
    private static readonly (string Field, string Yaml)[] Refused =
    [
        ("spec.portable", "portable: true"),
        ("spec.io.engine", "io: {engine: ThreadPool}"),
        ("spec.ring.version", "ring: {version: V3}"),
        ("spec.ring.version", "ring: {version: \"Off\"}"),
        ("spec.cache.writeBehind", "cache: {writeBehind: \"On\"}"),
        ("spec.cache.readAheadBytes", "cache: {readAheadBytes: 512}"),
        ("spec.extensions.tagTracking", "extensions: {tagTracking: Negotiated}"),
        ("spec.extensions.readCoalescing", "extensions: {readCoalescing: Negotiated}"),
        ("spec.extensions.crc", "extensions: {crc: Negotiated}"),
        ("spec.extensions.congestion", "extensions: {congestion: Negotiated}"),
        ("spec.freeze.enabled", "freeze: {enabled: true}"),
        ("spec.freeze.shadow", "freeze: {shadow: {limit: 10Gi}}"),
        ("spec.freeze.onShadowFull", "freeze: {onShadowFull: Thaw}"),
        ("spec.freeze.defaultTTL", "freeze: {defaultTTL: 1h}"),
        ("spec.freeze.maxTTL", "freeze: {maxTTL: 24h}"),
        ("spec.freeze.allowedNamespaces", "freeze: {allowedNamespaces: []}"),
        ("spec.freeze.mergeRateBytes", "freeze: {mergeRateBytes: 0}"),
        ("spec.freeze.view", "freeze: {view: {slot: 201}}"),
        ("spec.freeze.defaultTTL", "freeze: {enabled: false, defaultTTL: 1h}"),
    ];

    public static TheoryData<string> Supported() =>
    [
        "portable: false",
        "io: {engine: Auto, direct: false, queueDepth: 1, bufferCount: 2, maxSectors: 3}",
        "io: {engine: LinuxAio}",
        "io: {engine: IoUring}",
        "ring: {version: V2, frames: 16}",
        "ring: {version: Auto}",
        "cache: {writeBehind: \"Off\", readAheadBytes: 0}",
        "extensions: {tagTracking: \"Off\", readCoalescing: \"Off\", crc: \"Off\", congestion: \"Off\"}",
        "extensions: {}",
        "freeze: {enabled: false}",
        "freeze: {}",
        "freeze:",
        "deletion: {requireIdle: true, idleSeconds: 60}",
        "suspend: true",
        "readOnly: true",
        "configString: hello",
        "configPolicy: Fixed",
        "conflictPolicy: Ignore",
        "network: san-a",
        "initiators: {mode: List, macs: [\"52:54:00:12:34:56\"], reservations: Deny}",
    ];

    public static TheoryData<string, string> RefusedRows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (field, yaml) in Refused)
            rows.Add(field, yaml);
        return rows;
    }

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void Field_WithoutEngine_IsRefusedAndNeverIgnored(string field, string yaml)
    {
        var file = Read(ManifestOptions.SingleHost("h"), yaml);

        file.Targets.ShouldBeEmpty();
        var finding = file.Diagnostics.ShouldHaveSingleItem();
        finding.Field.ShouldBe(field);
        finding.Rule.ShouldBe($"{field}/not-yet");
        finding.Message.ShouldBe("not yet supported by this version");
        finding.Line.ShouldBe(9);
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Field_WithEngine_IsAccepted(string yaml)
    {
        var file = Read(ManifestOptions.SingleHost("h"), yaml);

        file.Diagnostics.ShouldBeEmpty();
        file.Targets.ShouldHaveSingleItem();
    }

    [Fact]
    public void EveryRow_IsRefusedByACase() =>
        NotYet.All.Select(row => row.Field).Except(Refused.Select(row => row.Field)).ShouldBeEmpty();

    [Theory]
    [InlineData("deletion: {requireIdle: false}", "spec.deletion.requireIdle")]
    [InlineData("deletion: {idleSeconds: 5}", "spec.deletion.idleSeconds")]
    public void Deletion_OnASingleHost_IsAcceptedWithAWarning(string yaml, string field)
    {
        var file = Read(ManifestOptions.SingleHost("h"), yaml);

        file.Targets.ShouldHaveSingleItem();
        var finding = file.Diagnostics.ShouldHaveSingleItem();
        (finding.Field, finding.Severity).ShouldBe((field, Severity.Warning));
    }

    [Fact]
    public void Deletion_InACluster_IsRefused()
    {
        var file = Read(ManifestOptions.Cluster, "nodeName: n\n  deletion: {idleSeconds: 5}");

        file.Targets.ShouldBeEmpty();
        file.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe("spec.deletion.idleSeconds/not-yet");
    }

    private static ManifestFile Read(ManifestOptions options, string yaml) => new ManifestReader(options).ReadText("t.yaml", $$$"""
        apiVersion: aoede.io/v1alpha1
        kind: AoETarget
        metadata: {name: t}
        spec:
          shelf: 1
          slot: 2
          interfaces: [eth1]
          backing: {file: {path: /srv/x}}
          {{{yaml}}}
        """);
}
