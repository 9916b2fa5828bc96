using System.Reflection;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Targets;

/// <summary>Whether a target is left alone when its manifest is applied again: found out property by property.</summary>
public sealed class TargetOptionsTests
{
    public static TheoryData<string> TargetProperties => [.. Properties(typeof(TargetOptions)).Select(p => p.Name)];

    public static TheoryData<string> BackingProperties => [.. Properties(typeof(BackingOptions)).Select(p => p.Name)];

    [Fact]
    public void Same_EqualContentInOtherLists_IsTrue()
    {
        Ordinary().SameAs(Ordinary()).ShouldBeTrue();
        ReferenceEquals(Ordinary().Interfaces, Ordinary().Interfaces).ShouldBeFalse("else this test says nothing");
    }

    [Theory]
    [MemberData(nameof(TargetProperties))]
    public void Same_OnePropertyChanged_IsFalse(string name)
    {
        var changed = Ordinary();
        Change(changed, typeof(TargetOptions).GetProperty(name)!);

        Ordinary().SameAs(changed).ShouldBeFalse();
        changed.SameAs(Ordinary()).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(BackingProperties))]
    public void Same_OnePropertyOfTheBackingChanged_IsFalse(string name)
    {
        var changed = Ordinary();
        Change(changed.Backing, typeof(BackingOptions).GetProperty(name)!);

        Ordinary().SameAs(changed).ShouldBeFalse();
    }

    [Fact]
    public void Same_ListsInAnotherOrder_IsFalse()
    {
        // Not for correctness: the order of names is the administrator's, and exporting anew is harmless and rare.
        var one = Ordinary() with { InitiatorMacs = [Sample.Mac(1), Sample.Mac(2)] };
        var other = one with { InitiatorMacs = [Sample.Mac(2), Sample.Mac(1)] };

        one.SameAs(other).ShouldBeFalse();
    }

    [Fact]
    public void Same_FreezeViewOnOtherInterfaces_IsFalseAndListsAreComparedByContent()
    {
        var view = new FreezeViewOptions { Address = new AoeAddress(9, 200), Interfaces = new List<string> { "eth1" } };
        var one = Ordinary() with { Freeze = new FreezeOptions { View = view } };

        one.SameAs(one with { Freeze = new FreezeOptions { View = view with { Interfaces = new List<string> { "eth1" } } } }).ShouldBeTrue();
        one.SameAs(one with { Freeze = new FreezeOptions { View = view with { Interfaces = ["eth2"] } } }).ShouldBeFalse();
        one.SameAs(one with { Freeze = new FreezeOptions() }).ShouldBeFalse();
    }

    private static TargetOptions Ordinary() => Sample.Options("/srv/disk.img") with
    {
        Interfaces = new List<string> { "eth1" },
        InitiatorMacs = new List<MacAddress> { Sample.Mac(1) },
        Backing = new BackingOptions { Path = "/srv/disk.img" },
    };

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    private static void Change(object options, PropertyInfo property) =>
        property.SetValue(options, Other(property.PropertyType, property.GetValue(options)));

    // A type without a case here is a new kind of option: give it one.
    private static object Other(Type type, object? value) => value switch
    {
        string text => text + "x",
        bool flag => !flag,
        ushort number => (ushort)(number + 1),
        byte number => (byte)(number + 1),
        int number => number + 1,
        long number => number + 512,
        Guid => Guid.NewGuid(),
        AoeAddress address => address with { Shelf = (ushort)(address.Shelf + 1) },
        IReadOnlyList<string> names => names.Append("eth9").ToArray(),
        IReadOnlyList<MacAddress> macs => macs.Append(Sample.Mac(9)).ToArray(),
        BackingOptions backing => backing with { Path = backing.Path + "x" },
        TimeSpan span => span + TimeSpan.FromSeconds(1),
        ExtensionOptions extensions => extensions with { Crc = !extensions.Crc },
        FreezeOptions freeze => freeze with { LimitBytes = freeze.LimitBytes + 512 },
        Enum one => Enum.GetValues(type).Cast<Enum>().First(e => !e.Equals(one)),
        null when type == typeof(string) => "x",
        null when Nullable.GetUnderlyingType(type) == typeof(long) => 512L,
        _ => throw new NotSupportedException($"no other value is known for a {type}"),
    };
}
