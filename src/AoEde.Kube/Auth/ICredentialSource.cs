namespace AoEde.Kube.Auth;

/// <summary>Knows who asks.</summary>
internal interface ICredentialSource
{
    /// <summary>The credential of the moment.</summary>
    /// <exception cref="Config.KubeConfigException">There is none; the message says why.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>Hears that the server refused a credential (401).</summary>
    /// <returns>Whether the next one may be another, so that asking once more makes sense.</returns>
    bool Refused(Credential used);
}
