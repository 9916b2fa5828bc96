namespace AoEde.Native.Packet;

/// <summary>Which frames a port takes that shares its interface with others: those of the senders that fall to it.</summary>
/// <param name="Index">Which of the ports it is, from 0.</param>
/// <param name="Count">How many they are.</param>
public readonly record struct PacketShare(int Index, int Count);
