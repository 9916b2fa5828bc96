using System.Text;

namespace AoEde.Native.Host;

/// <summary>Finds a disk's serial number, which every driver keeps elsewhere.</summary>
internal static class DiskIdentity
{
    /// <summary>Header of a SCSI vital product data page: device type, page code, two bytes of length.</summary>
    private const int VitalDataHeader = 4;

    /// <summary>virtio: serial; NVMe and MMC: device/serial; SCSI and SATA: page 0x80 of the vital product data.</summary>
    public static string? Serial(SysDirectory disk) =>
        disk.Text("serial") ?? disk.Text("device/serial") ?? FromVitalData(disk.Bytes("device/vpd_pg80"));

    private static string? FromVitalData(byte[]? page)
    {
        if (page is not { Length: > VitalDataHeader })
            return null;
        var length = Math.Min((page[2] << 8) | page[3], page.Length - VitalDataHeader);
        var text = Encoding.ASCII.GetString(page, VitalDataHeader, length).Trim('\0', ' ');
        return text.Length > 0 ? text : null;
    }
}
