using AoEde.Engine.Disk;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Disk;

/// <summary>One step of a random history: a request arrives, or one of the running ones ends.</summary>
/// <param name="Ends">Which running request ends (modulo how many run); null when one arrives.</param>
/// <param name="Operation">Read or write.</param>
/// <param name="Lba">First sector.</param>
/// <param name="Sectors">How many.</param>
/// <param name="Fill">What a write holds.</param>
internal sealed record OverlapStep(int? Ends, DiskOperation Operation, ulong Lba, int Sectors, byte Fill)
{
    /// <summary>Few sectors and few contents, so that overlaps and duplicates are the rule.</summary>
    public static Gen<OverlapStep> Any =>
        from ends in Gen.Choose(0, 99)
        from write in Gen.Choose(0, 2)
        from lba in Gen.Choose(250, 262)
        from sectors in Gen.Choose(1, 4)
        from fill in Gen.Choose(1, 2)
        select new OverlapStep(
            ends < 40 ? ends : null, write > 0 ? DiskOperation.Write : DiskOperation.Read, (ulong)lba, sectors, (byte)fill);

    public static Arbitrary<OverlapStep[]> Histories =>
        Gen.Choose(1, 60).SelectMany(length => Any.ArrayOf(length)).ToArbitrary();
}
