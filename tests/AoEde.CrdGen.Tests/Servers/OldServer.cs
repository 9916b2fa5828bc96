using AoEde.ClusterTesting;

namespace AoEde.CrdGen.Tests.Servers;

/// <summary>A kube-apiserver 1.20 with the committed definitions: it knows schemas, and drops rules.</summary>
public sealed class OldServer : ApiServerFixture
{
    /// <inheritdoc/>
    protected override ApiServerOptions Options => new() { AddHosts = false };
}

/// <summary>Tests that ask it.</summary>
[CollectionDefinition(Name)]
public sealed class OldServerTests : ICollectionFixture<OldServer>
{
    public const string Name = "API server 1.20";
}
