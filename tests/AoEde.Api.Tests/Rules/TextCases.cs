using static AoEde.Api.Tests.Targets;

namespace AoEde.Api.Tests.Rules;

/// <summary>Rows for the structural rules of texts and lists.</summary>
internal static class TextCases
{
    private static readonly string[] NotPaths = ["srv/x", "/", "", "/srv/../etc/shadow", "/srv/./x", "/srv//x", "/srv/x/", "/srv/a\nb", "/srv/.."];

    public static IEnumerable<RuleCase> All() =>
    [
        .. Required("apiVersion", Plain with { ApiVersion = "" }),
        .. Required("kind", Plain with { Kind = "" }),
        .. Required("metadata", Plain with { Metadata = new() }),
        .. Required("metadata.name", Named(null)),
        .. Required("spec", Plain with { Spec = new() }),
        .. Required("spec.nodeName", With(s => s with { NodeName = null })),
        .. Required("spec.shelf", With(s => s with { Shelf = null })),
        .. Required("spec.slot", With(s => s with { Slot = null })),
        .. Required("spec.interfaces", With(s => s with { Interfaces = [] })),
        .. Required("spec.backing", With(s => s with { Backing = new() })),
        .. Required("spec.backing.device.path", OnDevice(d => d with { Path = null, Expect = new() })),
        new("spec.backing.file.path/required", true, "a path", OnFile("/srv/x")),
        new("spec.backing.file.path/required", false, "nothing", OnFile(null)),
        new("spec.freeze.view.slot/required", true, "a slot", Freezing(new() { View = new() { Slot = 1 } })),
        new("spec.freeze.view.slot/required", false, "nothing", Freezing(new() { View = new() { Shelf = 3 } })),

        .. Texts("metadata.name/pattern", ["a", "a.b-c9"], ["A", "-a", "a_b", "a.", "a\n"], Named),
        .. Texts("spec.nodeName/pattern", ["worker-1.example.org"], ["Worker", "worker_1", "worker..1"], t => With(s => s with { NodeName = t })),
        .. Lengths("spec.nodeName/length", 253, t => With(s => s with { NodeName = t })),
        .. Texts("spec.network/pattern", ["san-a", "9"], ["San", "san.a", "-san"], t => With(s => s with { Network = t })),
        .. Lengths("spec.network/length", 63, t => With(s => s with { Network = t })),
        new("spec.network/length", false, "nothing", With(s => s with { Network = "" })),
        .. Texts("spec.interfaces/pattern", ["*", "ens*f?", "eth0.100"], ["eth0:1", "eth 0", "a/b", "eth0\n"], t => With(s => s with { Interfaces = [t] })),
        .. Lengths("spec.interfaces/length", 15, t => With(s => s with { Interfaces = [t] })),
        .. Lists("spec.interfaces/items", 8, list => With(s => s with { Interfaces = list })),

        .. Texts("spec.backing.device.path/pattern", ["/dev/sdb", "/dev/disk/by-id/..x", "/dev/.a"],
            [.. NotPaths, "/dev", "/dev/", "/device/x", "/srv/x"], t => OnDevice(d => d with { Path = t })),
        .. Lengths("spec.backing.device.path/length", 255, t => OnDevice(d => d with { Path = "/dev/" + t[5..] })),
        .. Lengths("spec.backing.device.expect.serial/length", 64, t => Expecting(new() { Serial = t })),
        .. Lengths("spec.backing.device.expect.wwn/length", 64, t => Expecting(new() { Wwn = t })),
        .. Texts("spec.backing.file.path/pattern", ["/srv/aoe/lab 1.img", "/x", "/srv/...", "/srv/ä"], NotPaths, t => OnFile(t)),
        .. Lengths("spec.backing.file.path/length", 1024, t => OnFile("/" + t[1..])),
        .. Texts("spec.backing.file.size/quantity", ["1", "10Gi", "1.5G", "1e9", "7Ei"],
            ["0", "", "-1", "10GB", "1 Gi", "1m", "8Ei", "Gi", ".5Gi", "1e99"], t => OnFile("/srv/x", t)),
        new("spec.backing.file.size/length", true, "20 characters", OnFile("/srv/x", "1.000000000000000000")),
        new("spec.backing.file.size/length", false, "21 characters", OnFile("/srv/x", "1.0000000000000000000")),

        .. Texts("spec.initiators.macs/pattern", ["52:54:00:12:34:56", "00:00:00:00:00:01"],
            ["52:54:00:12:34:5G", "52:54:00:12:34:AB", "52-54-00-12-34-56", "52:54:00:12:34", "525400123456"], t => Listing(t)),
        new("spec.initiators.macs/items", true, "255 addresses", Listing(Macs(255))),
        new("spec.initiators.macs/items", false, "256 addresses", Listing(Macs(256))),
        new("spec.initiators.macs/items", false, "one twice", Listing("52:54:00:12:34:56", "52:54:00:12:34:56")),

        .. Texts("spec.configString/pattern", ["", " ~printable!"], ["tab\there", "line\n", "ä", "\u007f"], t => With(s => s with { ConfigString = t })),
        .. Lengths("spec.configString/length", 1024, t => With(s => s with { ConfigString = t })),

        .. Texts("spec.freeze.shadow.directory/pattern", ["/var/lib/aoede"], NotPaths, t => Freezing(new() { Shadow = new() { Directory = t } })),
        .. Lengths("spec.freeze.shadow.directory/length", 1024, t => Freezing(new() { Shadow = new() { Directory = "/" + t[1..] } })),
        .. Texts("spec.freeze.shadow.limit/quantity", ["200Gi"], ["0Gi", "200"[..0], "lots"], t => Freezing(new() { Shadow = new() { Limit = t } })),
        new("spec.freeze.shadow.limit/length", true, "20 characters", Freezing(new() { Shadow = new() { Limit = "1.000000000000000000" } })),
        new("spec.freeze.shadow.limit/length", false, "21 characters", Freezing(new() { Shadow = new() { Limit = "1.0000000000000000000" } })),
        .. Durations("spec.freeze.defaultTTL", t => new() { DefaultTtl = t, MaxTtl = "1000000h" }),
        .. Durations("spec.freeze.maxTTL", t => new() { DefaultTtl = "1ns", MaxTtl = t }),
        .. Texts("spec.freeze.allowedNamespaces/pattern", ["backup", "*"], ["Backup", "a.b", "**", "b*"], t => Freezing(new() { AllowedNamespaces = [t] })),
        .. Lengths("spec.freeze.allowedNamespaces/length", 63, t => Freezing(new() { AllowedNamespaces = [t] })),
        .. Lists("spec.freeze.allowedNamespaces/items", 64, list => Freezing(new() { AllowedNamespaces = list })),
        .. Texts("spec.freeze.view.interfaces/pattern", ["eth?"], ["a/b"], t => View([t])),
        .. Lengths("spec.freeze.view.interfaces/length", 15, t => View([t])),
        .. Lists("spec.freeze.view.interfaces/items", 8, View),
        new("spec.freeze.view.interfaces/items", false, "none", View([])),
    ];

    private static AoETarget View(string[] interfaces) => Freezing(new() { View = new() { Slot = 201, Interfaces = interfaces } });

    private static string[] Macs(int count) => [.. Enumerable.Range(0, count).Select(i => $"52:54:00:00:00:{i % 256:x2}")];

    private static RuleCase[] Required(string field, AoETarget without) =>
        [new($"{field}/required", true, "a value", Plain), new($"{field}/required", false, "nothing", without)];

    private static IEnumerable<RuleCase> Texts(string rule, string[] good, string[] bad, Func<string, AoETarget> make) =>
        [.. good.Select(t => new RuleCase(rule, true, $"'{t}'", make(t))), .. bad.Where(t => t.Length > 0 || !rule.EndsWith("/pattern", StringComparison.Ordinal))
            .Select(t => new RuleCase(rule, false, $"'{t.ReplaceLineEndings("\\n")}'", make(t)))];

    private static IEnumerable<RuleCase> Lengths(string rule, int longest, Func<string, AoETarget> make) =>
    [
        new(rule, true, $"{longest} characters", make(new string('a', longest))),
        new(rule, false, $"{longest + 1} characters", make(new string('a', longest + 1))),
    ];

    private static IEnumerable<RuleCase> Lists(string rule, int most, Func<string[], AoETarget> make)
    {
        var items = Enumerable.Range(0, most + 1).Select(i => $"n{i}").ToArray();
        yield return new(rule, true, $"{most} items", make(items[..most]));
        yield return new(rule, false, $"{most + 1} items", make(items));
        yield return new(rule, false, "an item twice", make(["n0", "n1", "n0"]));
    }

    private static IEnumerable<RuleCase> Durations(string field, Func<string, FreezeSpec> make) =>
    [
        .. Texts($"{field}/duration", ["30m", "1h30m", "1.5h", "1us1µs"], ["0s", "", "1d", "30", "-1m", "1h 30m", "m"], t => Freezing(make(t))),
        new($"{field}/length", true, "16 characters", Freezing(make("00000000000001ms"))),
        new($"{field}/length", false, "17 characters", Freezing(make("000000000000001ms"))),
    ];
}
