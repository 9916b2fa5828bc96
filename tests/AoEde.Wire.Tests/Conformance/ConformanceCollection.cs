namespace AoEde.Wire.Tests.Conformance;

/// <summary>The cases share their subjects.</summary>
[CollectionDefinition(Name)]
public sealed class ConformanceCollection : ICollectionFixture<Subjects>
{
    public const string Name = "conformance";
}
