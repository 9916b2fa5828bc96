namespace AoEde.Protocol;

/// <summary>Where each field lies, in bytes from the start of the frame (AoEr11 §2 to §3.4).</summary>
internal static class Offsets
{
    public const int Destination = 0;
    public const int Source = 6;
    public const int EtherType = 12;
    public const int VersionAndFlags = 14;
    public const int Error = 15;
    public const int Shelf = 16;
    public const int Slot = 18;
    public const int Command = 19;
    public const int Tag = 20;

    public const int AtaFlags = 24;
    public const int AtaErrorOrFeature = 25;
    public const int AtaCount = 26;
    public const int AtaStatusOrOpcode = 27;
    public const int AtaLba = 28;
    public const int AtaReserved = 34;

    public const int ConfigBufferCount = 24;
    public const int ConfigFirmware = 26;
    public const int ConfigSectorCount = 28;
    public const int ConfigVersionAndCommand = 29;
    public const int ConfigLength = 30;

    public const int MaskReserved = 24;
    public const int MaskCommand = 25;
    public const int MaskError = 26;
    public const int MaskCount = 27;

    public const int ReserveCommand = 24;
    public const int ReserveCount = 25;

    public const int ExtensionsLength = 24;

    public const int CoalescedCount = 36;
}
