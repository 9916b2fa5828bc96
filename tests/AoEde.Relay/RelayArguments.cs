using System.Globalization;
using AoEde.Testing.Relays;

namespace AoEde.Relay;

/// <summary>The command line of a relay.</summary>
internal sealed record RelayArguments(string InterfaceA, string InterfaceB, RelayFaults Faults)
{
    /// <exception cref="FormatException">Something is missing, unknown or no number.</exception>
    public static RelayArguments Parse(string[] arguments)
    {
        if (arguments.Length < 2 || arguments.Length % 2 != 0)
            throw new FormatException(
                "usage: aoede-relay IF_A IF_B [--seed N] [--loss|--duplicate|--reorder|--replay PERCENT] [--replay-ms MIN-MAX]");
        var faults = new RelayFaults();
        for (var i = 2; i < arguments.Length; i += 2)
            faults = With(faults, arguments[i], arguments[i + 1]);
        return new RelayArguments(arguments[0], arguments[1], faults);
    }

    private static RelayFaults With(RelayFaults faults, string option, string value) => option switch
    {
        "--seed" => faults with { Seed = (int)Number(value) },
        "--loss" => faults with { LossPercent = Number(value) },
        "--duplicate" => faults with { DuplicatePercent = Number(value) },
        "--reorder" => faults with { ReorderPercent = Number(value) },
        "--replay" => faults with { ReplayPercent = Number(value) },
        "--replay-ms" when value.Split('-') is [var least, var most] => faults with
        {
            ReplayAfterAtLeast = TimeSpan.FromMilliseconds(Number(least)),
            ReplayAfterAtMost = TimeSpan.FromMilliseconds(Number(most)),
        },
        _ => throw new FormatException($"aoede-relay: {option} {value}: not understood"),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
