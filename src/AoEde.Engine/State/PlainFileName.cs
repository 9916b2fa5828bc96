using System.Text;

namespace AoEde.Engine.State;

/// <summary>File names from target names, which are DNS labels in manifests; but <c>export</c> makes them from anything.</summary>
internal static class PlainFileName
{
    /// <summary>A name of letters, digits, '-', '_' and '%' that no other text has, and that stays in its folder.</summary>
    /// <param name="name">Any text.</param>
    public static string Of(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (char c in name)
            plain.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : $"%{(int)c:X2}");
        return plain.ToString();
    }
}
