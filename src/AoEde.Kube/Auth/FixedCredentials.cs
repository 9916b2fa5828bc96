namespace AoEde.Kube.Auth;

/// <summary>A credential that never changes.</summary>
/// <param name="credential">The credential.</param>
internal sealed class FixedCredentials(Credential credential) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => new(credential);

    /// <inheritdoc/>
    public bool Refused(Credential used) => false;
}
