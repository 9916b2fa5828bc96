using System.Diagnostics.CodeAnalysis;

namespace AoEde.Engine.Sessions;

/// <summary>
/// The tag windows of one pump. Each is made when the first session asks for it and kept for the next; there is an end to
/// them, since anybody may ask with as many addresses as he can make up.
/// </summary>
internal sealed class TagWindowPool(int most)
{
    // At 8 KiB each this is 1 MiB an interface. Sites have a handful of initiators that negotiate tags at all.
    public const int Usual = 128;

    private readonly Stack<TagWindow> _free = new();
    private int _made;

    /// <summary>Takes an empty window; false when all are in use.</summary>
    /// <param name="window">The window.</param>
    public bool TryTake([NotNullWhen(true)] out TagWindow? window)
    {
        if (_free.TryPop(out window))
            return true;
        if (_made == most)
            return false;
        _made++;
        window = new TagWindow();
        return true;
    }

    /// <summary>Takes a window back.</summary>
    /// <param name="window">A window of this pool that nobody uses any more.</param>
    public void Return(TagWindow window)
    {
        window.Clear();
        _free.Push(window);
    }
}
