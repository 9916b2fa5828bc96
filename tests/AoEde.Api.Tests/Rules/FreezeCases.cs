namespace AoEde.Api.Tests.Rules;

/// <summary>Rows about freezes: for each rule, what it accepts and what it rejects.</summary>
internal static class FreezeCases
{
    public static AoEFreeze Plain { get; } = new() { Metadata = new() { Name = "nightly" }, Spec = new() { Targets = ["disk11"] } };

    private static readonly HolderReference Job = new() { ApiVersion = "batch/v1", Kind = "Job", Name = "nightly" };

    public static IEnumerable<FreezeCase> All() =>
    [
        new("F1", true, "the same targets", With(s => s with { Ttl = "5m" }), Plain),
        new("F1", true, "the same targets in another order", With(s => s with { Targets = ["a", "b"] }), With(s => s with { Targets = ["b", "a"] })),
        new("F1", false, "another target", With(s => s with { Targets = ["disk12"] }), Plain),
        new("F1", false, "one more target", With(s => s with { Targets = ["disk11", "disk12"] }), Plain),
        new("F2", true, "the same holder", With(s => s with { Holder = "a" }), With(s => s with { Holder = "a" })),
        new("F2", false, "another holder", With(s => s with { Holder = "a" }), Plain),
        new("F3", true, "a release", With(s => s with { Release = true }), Plain),
        new("F3", true, "a released one", With(s => s with { Release = true }), With(s => s with { Release = true })),
        new("F3", false, "a release taken back", Plain, With(s => s with { Release = true })),
        new("F4", true, "the same join", Plain, Plain),
        new("F4", false, "another join", With(s => s with { Join = "Existing" }), Plain),
        new("F5", true, "the same job", With(s => s with { HolderRef = Job with { } }), With(s => s with { HolderRef = Job })),
        new("F5", false, "another job", With(s => s with { HolderRef = Job with { Name = "weekly" } }), With(s => s with { HolderRef = Job })),
        new("F5", false, "no job any more", Plain, With(s => s with { HolderRef = Job })),
        new("F6", true, "the same time in other words", With(s => s with { HistoryTtl = "60m" }), With(s => s with { HistoryTtl = "1h" })),
        new("F6", false, "another time", With(s => s with { HistoryTtl = "1h" }), Plain),
        new("F7", true, "63 characters", Plain with { Metadata = new() { Name = new string('a', 63) } }),
        new("F7", false, "64 characters", Plain with { Metadata = new() { Name = new string('a', 64) } }),

        .. Required("apiVersion", Plain with { ApiVersion = "" }),
        .. Required("kind", Plain with { Kind = "" }),
        .. Required("metadata", Plain with { Metadata = new() }),
        .. Required("metadata.name", Plain with { Metadata = new() { Uid = "u" } }),
        .. Required("spec", Plain with { Spec = new() }),
        .. Required("spec.targets", With(s => s with { Targets = [], Ttl = "5m" })),
        .. Of("spec.holderRef.apiVersion/required", With(s => s with { HolderRef = Job }), With(s => s with { HolderRef = Job with { ApiVersion = null } })),
        .. Of("spec.holderRef.kind/required", With(s => s with { HolderRef = Job }), With(s => s with { HolderRef = Job with { Kind = null } })),
        .. Of("spec.holderRef.name/required", With(s => s with { HolderRef = Job }), With(s => s with { HolderRef = Job with { Name = null } })),

        .. Of("apiVersion/one-of", Plain, Plain with { ApiVersion = "aoede.io/v1" }),
        .. Of("kind/one-of", Plain, Plain with { Kind = "AoETarget" }),
        .. Of("metadata.name/pattern", Plain, Plain with { Metadata = new() { Name = "../x" } }),
        .. Of("spec.targets/items", Targets(16), Targets(17)),
        new("spec.targets/items", false, "one twice", With(s => s with { Targets = ["a", "a"] })),
        .. Of("spec.targets/length", Target(new string('a', 52)), Target(new string('a', 53))),
        .. Of("spec.targets/pattern", Target("a.b-c"), Target("A")),
        .. Of("spec.ttl/duration", Ttl("1h30m"), Ttl("0s"), Ttl("soon"), Ttl("2d"), Ttl("-5m")),
        .. Of("spec.ttl/length", Ttl("000000000000001s"), Ttl("0000000000000001s")),
        .. Of("spec.renewTime/timestamp", Renewed("2026-11-21T09:00:00.123456Z"), Renewed("2026-11-21 09:00"), Renewed("2026-02-30T09:00:00Z"), Renewed("now")),
        new("spec.renewTime/timestamp", true, "another zone", Renewed("2026-11-21T09:00:00+01:00")),
        .. Of("spec.renewTime/length", Renewed("2026-11-21T09:00:00.123456789+01:00"), Renewed("2026-11-21T09:00:00Z" + new string(' ', 30))),
        .. Of("spec.holder/length", Held(new string('h', 128)), Held(new string('h', 129)), Held("")),
        .. Of("spec.holder/pattern", Held("restic on höst-a"), Held("a\nb"), Held("\u001b[2J")),
        .. Of("spec.holderRef.apiVersion/length", For(Job with { ApiVersion = new string('a', 250) + "/v1" }), For(Job with { ApiVersion = new string('a', 251) + "/v1" })),
        .. Of("spec.holderRef.apiVersion/pattern", For(Job with { ApiVersion = "v1" }), For(Job with { ApiVersion = "batch" }), For(Job with { ApiVersion = "batch/v1/" })),
        .. Of("spec.holderRef.kind/one-of", For(Job with { Kind = "Pod" }), For(Job with { Kind = "CronJob" })),
        .. Of("spec.holderRef.name/length", For(Job with { Name = new string('a', 253) }), For(Job with { Name = new string('a', 254) })),
        .. Of("spec.holderRef.name/pattern", For(Job), For(Job with { Name = "Nightly" })),
        .. Of("spec.join/one-of", With(s => s with { Join = "Existing" }), With(s => s with { Join = "Always" })),
        .. Of("spec.historyTTL/duration", Kept("1h"), Kept("never"), Kept("0s")),
        .. Of("spec.historyTTL/length", Kept("000000000000001s"), Kept("0000000000000001s")),
    ];

    private static AoEFreeze With(Func<AoEFreezeSpec, AoEFreezeSpec> change) => Plain with { Spec = change(Plain.Spec) };

    private static AoEFreeze Target(string name) => With(s => s with { Targets = [name] });

    private static AoEFreeze Targets(int count) => With(s => s with { Targets = [.. Enumerable.Range(0, count).Select(i => $"t{i}")] });

    private static AoEFreeze Ttl(string ttl) => With(s => s with { Ttl = ttl });

    private static AoEFreeze Renewed(string moment) => With(s => s with { RenewTime = moment });

    private static AoEFreeze Held(string holder) => With(s => s with { Holder = holder });

    private static AoEFreeze For(HolderReference holder) => With(s => s with { HolderRef = holder });

    private static AoEFreeze Kept(string time) => With(s => s with { HistoryTtl = time });

    private static IEnumerable<FreezeCase> Required(string field, AoEFreeze without) => Of($"{field}/required", Plain, without);

    private static IEnumerable<FreezeCase> Of(string rule, AoEFreeze good, params AoEFreeze[] bad) =>
        [new(rule, true, "what is right", good), .. bad.Select((freeze, i) => new FreezeCase(rule, false, $"mistake {i + 1}", freeze))];
}
