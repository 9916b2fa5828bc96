using static AoEde.Api.Tests.Targets;

namespace AoEde.Api.Tests.Rules;

/// <summary>Rows for T1 to T9.</summary>
internal static class TableCases
{
    private static readonly AoETarget Suspended = With(s => s with { Suspend = true });
    private static readonly BackingSpec Other = new() { Device = new() { Path = "/dev/disk/by-id/ata-Y" } };

    public static IEnumerable<RuleCase> All() =>
    [
        new("T1", true, "shelf 4094", With(s => s with { Shelf = 4094 })),
        new("T1", false, "shelf 4095", With(s => s with { Shelf = 4095 })),

        new("T2", true, "an unchanged address", With(s => s with { ReadOnly = true }), Plain),
        new("T2", true, "a new object", With(s => s with { Shelf = 10 })),
        new("T2", false, "another shelf", With(s => s with { Shelf = 10 }), Plain),
        new("T2", false, "another slot", With(s => s with { Slot = 1 }), Plain),
        new("T2", false, "another network", With(s => s with { Network = "san-b" }), Plain),

        new("T3", true, "a device", Plain),
        new("T3", true, "a file", OnFile("/srv/aoe/lab.img")),
        new("T3", false, "both", With(s => s with { Backing = s.Backing with { File = new() { Path = "/srv/x" } } })),
        new("T3", false, "neither", With(s => s with { Backing = new() { OffsetBytes = 512 } })),

        new("T4", true, "Any without addresses", Plain),
        new("T4", true, "List with an address", Listing("52:54:00:12:34:56")),
        new("T4", false, "List without addresses", Listing()),
        new("T4", false, "Any with an address", With(s => s with { Initiators = new() { Macs = ["52:54:00:12:34:56"] } })),

        new("T5", true, "the same node", Plain, Plain),
        new("T5", true, "another node when portable", With(s => s with { NodeName = "worker-2", Portable = true }), Plain),
        new("T5", false, "another node", With(s => s with { NodeName = "worker-2" }), Plain),
        new("T5", false, "another node once it is no longer portable", With(s => s with { NodeName = "worker-2" }),
            With(s => s with { Portable = true })),

        new("T6", true, "no freeze", Plain),
        new("T6", true, "equal lifetimes", Freezing(new() { DefaultTtl = "60m", MaxTtl = "1h" })),
        new("T6", true, "the defaults", Freezing(new())),
        new("T6", false, "a default above the maximum", Freezing(new() { DefaultTtl = "2h", MaxTtl = "90m" })),
        new("T6", false, "a maximum below the default default", Freezing(new() { MaxTtl = "30m" })),

        new("T7", true, "an unchanged backing", With(s => s with { Backing = new() { Device = new() { Path = "/dev/disk/by-id/ata-X" } } }), Plain),
        new("T7", true, "another backing while suspended", With(s => s with { Suspend = true, Backing = Other }), Suspended),
        new("T7", true, "another backing as it is suspended", With(s => s with { Suspend = true, Backing = Other }), Plain),
        new("T7", false, "another backing", With(s => s with { Backing = Other }), Plain),
        new("T7", false, "another backing as it is resumed", With(s => s with { Backing = Other }), Suspended),
        new("T7", false, "another window", Window(512), Plain),
        new("T7", false, "another expectation", Expecting(new() { Serial = "S1" }), Plain),

        new("T8", true, "no view", Freezing(new())),
        new("T8", true, "a view at another slot", Freezing(new() { View = new() { Slot = 201 } })),
        new("T8", true, "a view at the slot of another shelf", Freezing(new() { View = new() { Shelf = 10, Slot = 0 } })),
        new("T8", false, "a view at the same slot", Freezing(new() { View = new() { Slot = 0 } })),
        new("T8", false, "a view at the same address in full", Freezing(new() { View = new() { Shelf = 9, Slot = 0 } })),

        new("T9", true, "52 characters", Named(new string('a', 52))),
        new("T9", false, "53 characters", Named(new string('a', 53))),
    ];
}
