namespace AoEde.Kube.Auth;

/// <summary>A certificate and a header from two sources. Where both say something, the first one counts.</summary>
/// <param name="first">The first.</param>
/// <param name="second">The second.</param>
internal sealed class JoinedCredentials(ICredentialSource first, ICredentialSource second) : ICredentialSource
{
    /// <inheritdoc/>
    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        var one = await first.GetAsync(cancellationToken);
        var other = await second.GetAsync(cancellationToken);
        return new(one.Authorization ?? other.Authorization, one.Certificate ?? other.Certificate);
    }

    /// <inheritdoc/>
    public bool Refused(Credential used) => first.Refused(used) | second.Refused(used);
}
