namespace AoEde.Native.Tests.Layout;

public sealed class ErrnoLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers => ["errno.h"];

    public override IReadOnlyList<MirroredConstant> Constants => [.. ConstantsOf(typeof(Errno))];
}
