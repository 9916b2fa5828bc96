using AoEde.Engine.Freeze;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>What only tests do to a shadow.</summary>
internal static class ShadowFileExtensions
{
    /// <summary>Puts another header in force, whatever the one before was.</summary>
    public static void Update(this ShadowFile shadow, ShadowHeader next) => shadow.Update(_ => next);
}
