using AoEde.Native.Events;
using AoEde.Native.Tests.Layout;

namespace AoEde.Native.Tests.Events;

public sealed class EventsLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers => ["poll.h", "time.h"];

    public override IReadOnlyList<MirroredStruct> Structs =>
    [
        new(typeof(PollDescriptor), "struct pollfd",
            ("Descriptor", "fd"), ("Events", "events"), ("Returned", "revents")),
        new(typeof(TimeSpec), "struct timespec", ("Seconds", "tv_sec"), ("Nanoseconds", "tv_nsec")),
    ];
}
