using static AoEde.Api.Tests.Targets;

namespace AoEde.Api.Tests.Rules;

/// <summary>Rows for the structural rules of numbers and words: the last value inside and the first outside.</summary>
internal static class BoundCases
{
    public static IEnumerable<RuleCase> All() =>
    [
        .. Numbers("spec.shelf/bounds", 0, 65534, n => With(s => s with { Shelf = (int)n })),
        .. Numbers("spec.slot/bounds", 0, 254, n => With(s => s with { Slot = (int)n })),
        .. Numbers("spec.io.queueDepth/bounds", 1, 4096, n => With(s => s with { Io = new() { QueueDepth = (int)n } })),
        .. Numbers("spec.io.bufferCount/bounds", 1, 65535, n => With(s => s with { Io = new() { BufferCount = (int)n } })),
        .. Numbers("spec.io.maxSectors/bounds", 0, 255, n => With(s => s with { Io = new() { MaxSectors = (int)n } })),
        .. Numbers("spec.ring.frames/bounds", 16, 65536, n => With(s => s with { Ring = new() { Frames = (int)n } })),
        .. Numbers("spec.cache.readAheadBytes/bounds", 0, 16 << 20, n => With(s => s with { Cache = new() { ReadAheadBytes = n } })),
        .. Numbers("spec.deletion.idleSeconds/bounds", 1, 3600, n => With(s => s with { Deletion = new() { IdleSeconds = (int)n } })),
        .. Numbers("spec.freeze.shadow.reserve/bounds", 0, 90, n => Freezing(new() { Shadow = new() { Reserve = (int)n } })),
        .. Numbers("spec.freeze.mergeRateBytes/bounds", 0, long.MaxValue, n => Freezing(new() { MergeRateBytes = n })),
        .. Numbers("spec.freeze.view.shelf/bounds", 0, 65534, n => Freezing(new() { View = new() { Shelf = (int)n, Slot = 1 } })),
        .. Numbers("spec.freeze.view.slot/bounds", 0, 254, n => Freezing(new() { View = new() { Shelf = 8, Slot = (int)n } })),
        .. Numbers("spec.backing.device.expect.sizeBytes/bounds", 1, long.MaxValue, n => Expecting(new() { SizeBytes = n })),
        new("spec.backing.offsetBytes/bounds", true, "0", Window(0)),
        new("spec.backing.offsetBytes/bounds", false, "-512", Window(-512)),
        new("spec.backing.offsetBytes/multiple-of", true, "1024", Window(1024)),
        new("spec.backing.offsetBytes/multiple-of", false, "1023", Window(1023)),
        new("spec.backing.lengthBytes/bounds", true, "0", Window(0, 0)),
        new("spec.backing.lengthBytes/bounds", false, "-512", Window(0, -512)),
        new("spec.backing.lengthBytes/multiple-of", true, "512", Window(0, 512)),
        new("spec.backing.lengthBytes/multiple-of", false, "1", Window(0, 1)),

        .. Words("apiVersion/one-of", ["aoede.io/v1alpha1"], "aoede.io/v1", w => Plain with { ApiVersion = w }),
        .. Words("kind/one-of", ["AoETarget"], "aoetarget", w => Plain with { Kind = w }),
        .. Words("spec.initiators.mode/one-of", ["Any"], "any", w => With(s => s with { Initiators = new() { Mode = w } })),
        new("spec.initiators.mode/one-of", true, "List", Listing("52:54:00:12:34:56")),
        .. Words("spec.initiators.reservations/one-of", ["Honor", "Deny"], "Ignore", w => With(s => s with { Initiators = new() { Reservations = w } })),
        .. Words("spec.configPolicy/one-of", ["Initial", "Fixed"], "fixed", w => With(s => s with { ConfigPolicy = w })),
        .. Words("spec.conflictPolicy/one-of", ["Refuse", "Ignore"], "Yield", w => With(s => s with { ConflictPolicy = w })),
        .. Words("spec.io.engine/one-of", ["Auto", "LinuxAio", "IoUring", "ThreadPool"], "Spdk", w => With(s => s with { Io = new() { Engine = w } })),
        .. Words("spec.ring.version/one-of", ["Auto", "V2", "V3", "Off"], "V4", w => With(s => s with { Ring = new() { Version = w } })),
        .. Words("spec.cache.writeBehind/one-of", ["Off", "On"], "on", w => With(s => s with { Cache = new() { WriteBehind = w } })),
        .. Words("spec.extensions.tagTracking/one-of", ["Off", "Negotiated"], "On", w => With(s => s with { Extensions = new() { TagTracking = w } })),
        .. Words("spec.extensions.readCoalescing/one-of", ["Off", "Negotiated"], "On", w => With(s => s with { Extensions = new() { ReadCoalescing = w } })),
        .. Words("spec.extensions.crc/one-of", ["Off", "Negotiated"], "", w => With(s => s with { Extensions = new() { Crc = w } })),
        .. Words("spec.extensions.congestion/one-of", ["Off", "Negotiated"], "On", w => With(s => s with { Extensions = new() { Congestion = w } })),
        .. Words("spec.freeze.onShadowFull/one-of", ["Thaw", "RejectWrites"], "Drop", w => Freezing(new() { OnShadowFull = w })),
    ];

    private static IEnumerable<RuleCase> Numbers(string rule, long least, long most, Func<long, AoETarget> make)
    {
        yield return new(rule, true, $"{least}", make(least));
        yield return new(rule, false, $"{least - 1}", make(least - 1));
        yield return new(rule, true, $"{most}", make(most));
        if (most < long.MaxValue)
            yield return new(rule, false, $"{most + 1}", make(most + 1));
    }

    private static IEnumerable<RuleCase> Words(string rule, string[] known, string unknown, Func<string, AoETarget> make)
    {
        foreach (var word in known)
            yield return new(rule, true, word, make(word));
        yield return new(rule, false, $"'{unknown}'", make(unknown));
    }
}
