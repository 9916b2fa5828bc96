using System.Runtime.InteropServices;

namespace AoEde.Native;

/// <summary>An open file descriptor that closes itself, also when its owner forgets.</summary>
internal sealed class Descriptor : SafeHandle
{
    private const int Closed = -1;

    public Descriptor()
        : base(Closed, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == Closed;

    /// <summary>The number, for poll sets and hot paths whose owner keeps the descriptor alive.</summary>
    public int Number => (int)handle;

    /// <summary>Owns what a call returned, or throws what it left in errno.</summary>
    /// <param name="result">The descriptor, or -1.</param>
    /// <param name="operation">The call and its object.</param>
    public static Descriptor Own(int result, string operation)
    {
        NativeException.Check(result, operation);
        var descriptor = new Descriptor();
        descriptor.SetHandle(result);
        return descriptor;
    }

    protected override bool ReleaseHandle() => LibC.Close((int)handle) == 0;
}
