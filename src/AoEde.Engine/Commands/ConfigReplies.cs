using AoEde.Engine.Targets;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>What a target says of itself in Config replies and advertisements.</summary>
internal static class ConfigReplies
{
    // The high byte as in every target since the first vblade; the low one is ours, above vblade's own counting.
    public const ushort Firmware = 0x4020;

    public static int Write(Span<byte> frame, in ReplyContext reply, TargetLane lane, int mtu, AoeError error, ConfigCommand command) =>
        ReplyWriter.Config(
            frame, reply, error, lane.Target.Options.BufferCount, Firmware, Sectors(lane, mtu), command, lane.Target.State.ConfigString);

    public static int WriteAdvertisement(Span<byte> frame, MacAddress to, MacAddress from, TargetLane lane, int mtu) =>
        ReplyWriter.Advertisement(
            frame, to, from, lane.Target.Address, lane.Target.Options.BufferCount, Firmware, Sectors(lane, mtu), lane.Target.State.ConfigString);

    private static byte Sectors(TargetLane lane, int mtu) => lane.AdvertisedSectors(AoeWire.SectorsPerFrame(mtu));
}
