using System.Text;

namespace AoEde.Kube.Client.Transport;

/// <summary>Puts a query together.</summary>
internal sealed class QueryText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a field, unless there is no value.</summary>
    public QueryText With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>Adds a flag, if it is set.</summary>
    public QueryText With(string name, bool value) => value ? With(name, "true") : this;

    /// <summary>Adds a number, if there is one.</summary>
    public QueryText With(string name, int? value) => With(name, value?.ToString());

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
