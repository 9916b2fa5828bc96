namespace AoEde.Kube.Auth;

/// <summary>A bearer token in a file, as every pod has one: it is replaced about every hour.</summary>
/// <param name="file">The file.</param>
/// <param name="fallback">A token for as long as the file could not be read; null for none.</param>
internal sealed class TokenFileCredentials(RereadFile file, string? fallback) : ICredentialSource
{
    private Credential? _last;

    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        var token = Token();
        if (_last?.Authorization?.Parameter != token)
            _last = Credential.Bearer(token);
        return new(_last!);
    }

    /// <inheritdoc/>
    public bool Refused(Credential used)
    {
        file.Expire();
        return true;
    }

    private string Token()
    {
        try
        {
            return file.Read().Trim();
        }
        catch (Config.KubeConfigException) when (fallback is not null)
        {
            return fallback;
        }
    }
}
