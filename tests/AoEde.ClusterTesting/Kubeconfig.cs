using System.Security.Cryptography.X509Certificates;
using System.Text;
using AoEde.ClusterTesting.ControlPlane;

namespace AoEde.ClusterTesting;

/// <summary>The text of kubeconfig files with everything inline.</summary>
public static class Kubeconfig
{
    /// <summary>For a bearer token.</summary>
    public static string ForToken(Uri server, string authorityPem, string token, string defaultNamespace) =>
        Text(server, authorityPem, $"token: \"{token}\"", defaultNamespace);

    /// <summary>For a client certificate and its key.</summary>
    public static string ForCertificate(Uri server, string authorityPem, X509Certificate2 user) =>
        Text(
            server,
            authorityPem,
            $"client-certificate-data: {Data(user.ExportCertificatePem())}, client-key-data: {Data(user.KeyPem())}",
            "default");

    private static string Text(Uri server, string authorityPem, string user, string defaultNamespace) =>
        $$"""
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "{{server.GetLeftPart(UriPartial.Authority)}}", certificate-authority-data: {{Data(authorityPem)}} } }]
        users: [{name: test, user: { {{user}} } }]
        contexts: [{name: test, context: {cluster: test, user: test, namespace: {{defaultNamespace}} } }]
        current-context: test

        """;

    private static string Data(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));
}
