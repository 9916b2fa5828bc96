using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Auth;

/// <summary>A small file that is replaced now and then: read again when what is known of it is a minute old.</summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears when it can no longer be read; what is known then stays in use.</param>
internal sealed class RereadFile(string path, TimeProvider time, ILogger logger)
{
    /// <summary>How old what is known may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private string? _text;
    private long _readAt;

    /// <summary>Its text, at most a minute old. The same instance as long as nothing was changed.</summary>
    /// <exception cref="Config.KubeConfigException">It could never be read.</exception>
    public string Read()
    {
        lock (_lock)
        {
            if (_text is not null && time.GetElapsedTime(_readAt) < Age)
                return _text;
            _readAt = time.GetTimestamp();
            try
            {
                var text = File.ReadAllText(path);
                if (text != _text)
                    _text = text;
            }
            catch (Exception slip) when (slip is IOException or UnauthorizedAccessException)
            {
                if (_text is null)
                    throw new Config.KubeConfigException($"{path}: cannot be read: {slip.Message}", slip);
                AuthLog.StillOld(logger, path, slip.Message);
            }
            return _text!;
        }
    }

    /// <summary>Has the next <see cref="Read"/> read the file.</summary>
    public void Expire()
    {
        lock (_lock)
            _readAt = time.GetTimestamp() - (long)(Age.TotalSeconds * time.TimestampFrequency) - 1;
    }
}
