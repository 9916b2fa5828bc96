using System.Reflection;
using Xunit.Sdk;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>
/// Runs a case on both frame sizes, with both disk engines, and with and without the page cache (-d): every pair of these
/// occurs; and on a file in memory, which has shorter ways. Another target put in place of ours has only the frame sizes.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EverySetupAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Subject.IsVblade
            ? [[1500, "any"], [9000, "any"]]
            : [[1500, "io-uring"], [1500, "aio -d"], [9000, "io-uring -d"], [9000, "aio"], [9000, SubjectOptions.InMemory]];
}
