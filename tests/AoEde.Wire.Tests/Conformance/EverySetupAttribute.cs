using System.Reflection;
using Xunit.Sdk;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>Runs a case on both frame sizes and with both disk engines; with another target instead of ours, on both frame sizes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EverySetupAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Subject.IsVblade
            ? [[1500, "any"], [9000, "any"]]
            : [[1500, "io-uring"], [1500, "aio"], [9000, "io-uring"], [9000, "aio"]];
}
