namespace AoEde.Installation.Tests;

/// <summary>Tests that share the one installed cluster, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class InstalledCollection : ICollectionFixture<InstalledCluster>
{
    public const string Name = "installed";
}
