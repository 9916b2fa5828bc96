namespace AoEde.Kube.Config;

/// <summary>Who asks. No record: what is secret must not get into a text by accident.</summary>
public sealed class UserCredentials
{
    /// <summary>A bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>File of a bearer token; read again every minute and after a refusal, and stronger than <see cref="Token"/>.</summary>
    public string? TokenFile { get; init; }

    /// <summary>User name for basic authentication.</summary>
    public string? UserName { get; init; }

    /// <summary>Password for basic authentication.</summary>
    public string? Password { get; init; }

    /// <summary>The client's certificate, with what it needs to be traced to a root.</summary>
    public PemSource? ClientCertificate { get; init; }

    /// <summary>The key of <see cref="ClientCertificate"/>, RSA or EC, not encrypted.</summary>
    public PemSource? ClientKey { get; init; }

    /// <summary>A program that knows a token or a certificate.</summary>
    public ExecCommand? Exec { get; init; }

    /// <summary>As whom to act.</summary>
    public Impersonation? Impersonate { get; init; }
}
