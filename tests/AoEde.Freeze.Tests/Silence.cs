using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Freeze.Tests;

/// <summary>Whether nobody answers at an address, known without waiting: another target on the same interface answers what was asked later.</summary>
internal static class Silence
{
    /// <summary>The answers of a target that should be silent.</summary>
    /// <param name="silent">The target, as one initiator sees it.</param>
    /// <param name="other">A target that answers, as another initiator sees it.</param>
    public static IReadOnlyList<Reply> Broken(TargetClient silent, TargetClient other)
    {
        other.AskUntilAnswered(other.Config());
        return silent.Exchange(
            [silent.Config(), silent.Identify(), silent.Read(0, 1), silent.Write(0, new byte[512]), silent.MaskRead(), silent.ReserveRead()],
            expected: 0, fence: other);
    }
}
