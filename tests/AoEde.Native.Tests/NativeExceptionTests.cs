namespace AoEde.Native.Tests;

public sealed class NativeExceptionTests
{
    [Fact]
    public void Message_KnownError_SaysOperationTextAndSymbol()
    {
        var failure = new NativeException("open /dev/sdb", Errno.EBUSY);

        failure.Message.ShouldBe("open /dev/sdb: Device or resource busy (EBUSY)");
        failure.Errno.ShouldBe(16);
        failure.Operation.ShouldBe("open /dev/sdb");
    }

    [Fact]
    public void Name_UnknownError_KeepsTheNumber() => Errno.Name(4711).ShouldBe("errno 4711");
}
