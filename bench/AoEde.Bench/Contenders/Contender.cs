using AoEde.Bench.Matrix;

namespace AoEde.Bench.Contenders;

/// <summary>A target program to be compared.</summary>
internal abstract class Contender(string name)
{
    public const string Limit = "reflector";
    public const string Aoede = "AoEde";
    public const string Vblade = "vblade";

    /// <summary>What tables call it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it reads and writes something.</summary>
    public virtual bool HasStorage => true;

    /// <summary>Whether it can be compared in a row.</summary>
    public abstract bool Measures(Row row);

    /// <summary>Its command line: a program and its arguments.</summary>
    public abstract IReadOnlyList<string> Command(StationPlace place);
}
