using System.Globalization;
using AoEde.Engine;

namespace AoEde.NodeAgent.Commands;

/// <summary>The value of <c>-f</c>: <c>SHADOW[,MB]</c>, where an MB is 2^20 bytes, as AoEde counts.</summary>
internal static class ShadowArgument
{
    /// <summary>
    /// A freeze by signals has no deadline: it lasts until it is thawed by a signal, also over a night or a winter in which the
    /// process does not run.
    /// </summary>
    private static readonly TimeSpan s_noDeadline = TimeSpan.FromDays(3650);

    /// <summary>How the target may be frozen; not at all without a shadow file.</summary>
    /// <param name="text">The value; null when there was none.</param>
    /// <param name="exported">The file that is exported, which cannot be its own shadow.</param>
    /// <param name="problems">Receives the mistakes.</param>
    public static FreezeOptions Parse(string? text, string exported, List<string> problems)
    {
        if (text is null)
        {
            return new FreezeOptions { Enabled = false };
        }

        var comma = text.LastIndexOf(',');
        var (path, limit) = comma < 0 ? (text, long.MaxValue) : (text[..comma], Limit(text[(comma + 1)..], problems));
        if (path.Length == 0)
        {
            problems.Add("-f: the name of the shadow file is empty");
            return new FreezeOptions { Enabled = false };
        }

        var shadow = Path.GetFullPath(path);
        if (shadow == exported)
        {
            problems.Add($"-f '{path}': the exported file cannot be its own shadow; name another file");
        }

        return new FreezeOptions { ShadowFile = shadow, LimitBytes = limit, DefaultTtl = s_noDeadline, MaxTtl = s_noDeadline };
    }

    private static long Limit(string text, List<string> problems)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= long.MaxValue >> 20)
        {
            return value << 20;
        }

        problems.Add($"-f '...,{text}': after the comma give the limit as a whole number of MiB, 1 or more");
        return long.MaxValue;
    }
}
