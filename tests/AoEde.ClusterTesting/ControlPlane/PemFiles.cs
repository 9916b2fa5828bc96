using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>Certificates and keys as kube-apiserver and kubectl read them.</summary>
internal static class PemFiles
{
    /// <summary>PKCS#8, which every reader of EC keys understands.</summary>
    public static string KeyPem(this X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Writes NAME.crt and NAME.key into a folder.</summary>
    public static void Write(this X509Certificate2 certificate, string folder, string name)
    {
        File.WriteAllText(Path.Combine(folder, name + ".crt"), certificate.ExportCertificatePem());
        WriteSecret(Path.Combine(folder, name + ".key"), certificate.KeyPem());
    }

    /// <summary>The key that signs service-account tokens.</summary>
    public static void WriteTokenKey(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WriteSecret(path, key.ExportECPrivateKeyPem());
    }

    /// <summary>A text file that only its owner reads.</summary>
    public static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }
}
