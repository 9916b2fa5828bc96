namespace AoEde.Engine.Safety;

/// <summary>The window and the remembered size against the size found.</summary>
internal static class WindowRules
{
    private const int SectorBytes = 512;

    public static Refusal? Check(long sizeBytes, DeviceRequest request)
    {
        if (request.RecordedBytes is { } recorded && sizeBytes < recorded)
        {
            return Shrank($"{request.Path} has {sizeBytes} bytes and had {recorded} when it was exported before. "
                + "Give it its size back, or delete the target and create it anew.");
        }

        var offset = request.Backing.OffsetBytes;
        var length = request.Backing.LengthBytes ?? sizeBytes - offset;
        // Written so that no sum can overflow: both operands of each comparison are within the device.
        if (offset < 0 || offset > sizeBytes || length > sizeBytes - offset)
        {
            return Shrank($"The window of {request.Path} ({length} bytes from byte {offset}) reaches beyond its {sizeBytes} bytes. "
                + "Correct offsetBytes/lengthBytes or the path.");
        }

        return length >= SectorBytes ? null : Shrank(
            $"The window of {request.Path} from byte {offset} holds {length} bytes, less than one sector. "
            + "Correct offsetBytes/lengthBytes or the path.");
    }

    private static Refusal Shrank(string message) => new(RefusalReasons.SizeShrank, message);
}
