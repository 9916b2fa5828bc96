namespace AoEde.Kube.Config;

/// <summary>No connection can be made out of what was found: the message names what, why and the remedy.</summary>
public sealed class KubeConfigException : Exception
{
    /// <summary>With a message.</summary>
    public KubeConfigException(string message) : base(message)
    {
    }

    /// <summary>With a message and what led to it.</summary>
    public KubeConfigException(string message, Exception inner) : base(message, inner)
    {
    }
}
