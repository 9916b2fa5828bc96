namespace AoEde.Native.Files;

/// <summary>Kinds of file systems by their numbers in linux/magic.h (and in the drivers that are not listed there).</summary>
public static class FileSystemMagic
{
    /// <summary>Name of a kind that keeps files on another host, or null: its locks, its order of writes and its idea of
    /// "stable" are that host's. FUSE is among them, since nobody can say what is behind it.</summary>
    /// <param name="magic">See <see cref="FileSystemSpace.Magic"/>.</param>
    public static string? RemoteName(uint magic) => magic switch
    {
        0x0000_6969 => "NFS",
        0xFF53_4D42 or 0xFE53_4D42 or 0x0000_517B => "SMB",
        0x0102_1997 => "9P",
        0x5346_414F or 0x6B41_4653 => "AFS",
        0x00C3_6400 => "Ceph",
        0x7375_7245 => "Coda",
        0x0BD0_0BD0 => "Lustre",
        0x4750_4653 => "GPFS",
        0x6573_5546 => "FUSE",
        _ => null,
    };

    /// <summary>Name of a kind that has no sparse files, or null.</summary>
    /// <param name="magic">See <see cref="FileSystemSpace.Magic"/>.</param>
    public static string? DenseName(uint magic) => magic switch
    {
        0x0000_4D44 => "FAT",
        0x2011_BAB0 => "exFAT",
        0x0000_4244 or 0x0000_482B => "HFS",
        0xADF5 => "ADFS",
        0xADFF => "AFFS",
        _ => null,
    };

    /// <summary>Whether files of this kind are in memory and end with the host (tmpfs, ramfs). Devices are on such a kind, too.</summary>
    /// <param name="magic">See <see cref="FileSystemSpace.Magic"/>.</param>
    public static bool IsMemory(uint magic) => magic is 0x0102_1994 or 0x8584_58F6;
}
