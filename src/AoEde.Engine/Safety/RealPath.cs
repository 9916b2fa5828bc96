namespace AoEde.Engine.Safety;

/// <summary>Follows every symbolic link of a path, also when its last parts do not exist yet.</summary>
internal static class RealPath
{
    /// <summary>The kernel's own limit (MAXSYMLINKS).</summary>
    private const int MaximumLinks = 40;

    /// <summary>Resolves an absolute path. A chain of links that does not end is left as it stands: opening it fails anyway.</summary>
    public static string Resolve(string path)
    {
        var pending = new Stack<string>();
        Push(pending, path);
        var resolved = "";
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                resolved = resolved[..Math.Max(resolved.LastIndexOf('/'), 0)];
                continue;
            }

            var next = $"{resolved}/{part}";
            var target = links < MaximumLinks ? new FileInfo(next).LinkTarget : null;
            if (target is null)
            {
                resolved = next;
                continue;
            }

            links++;
            if (target.StartsWith('/')) resolved = "";
            Push(pending, target);
        }

        return resolved.Length == 0 ? "/" : resolved;
    }

    private static void Push(Stack<string> pending, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".") pending.Push(parts[i]);
        }
    }
}
