using AoEde.ClusterTesting;

namespace AoEde.CrdGen.Tests.Servers;

/// <summary>The CRD server of Kubernetes 1.36 with the committed definitions: it knows rules. Absent on many machines.</summary>
public sealed class CelServer : ApiServerFixture
{
    /// <inheritdoc/>
    protected override ApiServerOptions Options => new() { AddHosts = false, UseCrdServer = true };

    /// <inheritdoc/>
    public override Task InitializeAsync() => ClusterTools.CelRules.IsMet ? base.InitializeAsync() : Task.CompletedTask;
}

/// <summary>Tests that ask it.</summary>
[CollectionDefinition(Name)]
public sealed class CelServerTests : ICollectionFixture<CelServer>
{
    public const string Name = "CRD server 1.36";
}
