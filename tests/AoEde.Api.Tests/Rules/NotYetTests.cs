using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.Api.Tests.Rules;

public sealed class NotYetTests
{
    private static readonly (string Field, string Yaml)[] Refused =
    [
        ("spec.io.engine", "io: {engine: ThreadPool}"),
        ("spec.ring.version", "ring: {version: V3}"),
        ("spec.ring.version", "ring: {version: \"Off\"}"),
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
        "cache: {writeBehind: \"On\", readAheadBytes: 16777216}",
        "extensions: {tagTracking: \"Off\", readCoalescing: \"Off\", crc: \"Off\", congestion: \"Off\"}",
        "extensions: {tagTracking: Negotiated, readCoalescing: Negotiated, crc: Negotiated, congestion: Negotiated}",
        "extensions: {}",
        "freeze: {enabled: false}",
        "freeze: {enabled: true, shadow: {directory: /srv/s, limit: 10Gi, reserve: 5}, onShadowFull: RejectWrites}",
        "freeze: {defaultTTL: 1h, maxTTL: 24h, mergeRateBytes: 1048576, view: {slot: 201}, allowedNamespaces: []}",
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
    [InlineData("portable: true", "spec.portable")]
    [InlineData("deletion: {requireIdle: false}", "spec.deletion.requireIdle")]
    [InlineData("deletion: {idleSeconds: 5}", "spec.deletion.idleSeconds")]
    [InlineData("freeze: {allowedNamespaces: [backup]}", "spec.freeze.allowedNamespaces")]
    public void WhatOnlyAnOperatorActsOn_OnASingleHost_IsAcceptedWithAWarning(string yaml, string field)
    {
        var file = Read(ManifestOptions.SingleHost("h"), yaml);

        file.Targets.ShouldHaveSingleItem();
        var finding = file.Diagnostics.ShouldHaveSingleItem();
        (finding.Field, finding.Severity).ShouldBe((field, Severity.Warning));
    }

    [Theory]
    [InlineData("portable: true")]
    [InlineData("deletion: {requireIdle: false, idleSeconds: 5}")]
    [InlineData("freeze: {allowedNamespaces: [backup]}")]
    public void WhatAnOperatorActsOn_InACluster_IsAccepted(string yaml)
    {
        var file = Read(ManifestOptions.Cluster, $"nodeName: n\n  {yaml}");

        file.Diagnostics.ShouldBeEmpty();
        file.Targets.ShouldHaveSingleItem();
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
