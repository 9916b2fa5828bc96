using System.Runtime.InteropServices;

namespace AoEde.Native;

/// <summary>A system call that failed. The message names the operation, what the system said, and the symbol to search for.</summary>
public sealed class NativeException : IOException
{
    /// <summary>Describes a failed call.</summary>
    /// <param name="operation">The call and its object, for instance <c>open /dev/sdb</c>.</param>
    /// <param name="errno">The error number (positive).</param>
    public NativeException(string operation, int errno)
        : base($"{operation}: {Marshal.GetPInvokeErrorMessage(errno)} ({Native.Errno.Name(errno)})")
    {
        Operation = operation;
        Errno = errno;
    }

    /// <summary>The error number, one of the constants in <see cref="Native.Errno"/>.</summary>
    public int Errno { get; }

    /// <summary>The call that failed and its object.</summary>
    public string Operation { get; }

    /// <summary>The error of the call that just failed on this thread (made with SetLastError).</summary>
    /// <param name="operation">The call and its object.</param>
    internal static NativeException Last(string operation) => new(operation, Marshal.GetLastPInvokeError());

    /// <summary>Passes a result through, or throws when it is negative.</summary>
    /// <param name="result">What the call returned.</param>
    /// <param name="operation">The call and its object; evaluated by the caller, so keep it constant on warm paths.</param>
    internal static int Check(int result, string operation) => result >= 0 ? result : throw Last(operation);
}
