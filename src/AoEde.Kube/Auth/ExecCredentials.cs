using System.Security.Cryptography;
using AoEde.Kube.Config;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Auth;

/// <summary>Credentials from a program, kept until shortly before they end or until they are refused.</summary>
/// <param name="command">The program.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears what it says.</param>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
internal sealed class ExecCredentials(ExecCommand command, TimeProvider time, ILogger logger) : ICredentialSource
#pragma warning restore CA1001
{
    /// <summary>How long before its end a credential is no longer used.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Kept? _kept;

    /// <inheritdoc/>
    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (Current() is { } known)
            return known;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Current() is { } meanwhile)
                return meanwhile;
            var status = await ExecRunner.RunAsync(command, time, logger, cancellationToken);
            _kept = new(Credential(status), status.ExpirationTimestamp);
            AuthLog.ExecRan(logger, command.Command, status.ExpirationTimestamp);
            return _kept.Credential;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public bool Refused(Credential used)
    {
        // Several requests may be refused for the same credential: only the first of them has it made anew. What is compared is its parts,
        // since it may have been joined with another one.
        if (_kept is { } kept && Equals(kept.Credential.Authorization, used.Authorization)
            && (kept.Credential.Certificate is null || kept.Credential.Certificate == used.Certificate))
            _kept = null;
        return true;
    }

    private Credential? Current() =>
        _kept is { } kept && (kept.Expires is not { } end || time.GetUtcNow() < end - Margin) ? kept.Credential : null;

    private Credential Credential(ExecCredentialStatus status)
    {
        try
        {
            var identity = status is { ClientCertificateData: { Length: > 0 } certificate, ClientKeyData: { Length: > 0 } key }
                ? ClientIdentity.FromPem(certificate, key)
                : null;
            return string.IsNullOrEmpty(status.Token) ? new(null, identity) : Auth.Credential.Bearer(status.Token, identity);
        }
        catch (Exception slip) when (slip is CryptographicException or ArgumentException)
        {
            throw new KubeConfigException($"{command.Command}: the certificate that it gave cannot be used: {slip.Message}", slip);
        }
    }

    private sealed record Kept(Credential Credential, DateTimeOffset? Expires);
}
