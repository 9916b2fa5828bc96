namespace AoEde.Api;

/// <summary>Names under which AoEde's kinds are known to Kubernetes and to manifest files.</summary>
public static class ApiGroup
{
    /// <summary>The API group of every AoEde kind.</summary>
    public const string Name = "aoede.io";

    /// <summary>The one version served today. Within it the API only grows.</summary>
    public const string Version = "v1alpha1";

    /// <summary>The <c>apiVersion</c> line of a manifest.</summary>
    public const string ApiVersion = Name + "/" + Version;
}
