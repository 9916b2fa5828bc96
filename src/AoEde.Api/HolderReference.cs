using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>The job or pod, in the freeze's own namespace, on whose behalf targets are frozen.</summary>
public sealed record HolderReference
{
    /// <summary>API version of its kind, such as <c>batch/v1</c>; at most 253 characters. Required.</summary>
    [Required("write batch/v1 for a Job, v1 for a Pod"), Length(1, 253), Pattern(Patterns.ApiVersion, "an API version such as batch/v1")]
    public string? ApiVersion { get; set; }

    /// <summary><c>Job</c> or <c>Pod</c>. Required.</summary>
    [Required("write Job or Pod"), OneOf(HolderKind.Job, HolderKind.Pod)]
    public string? Kind { get; set; }

    /// <summary>Its name: a DNS subdomain of at most 253 characters. Required.</summary>
    [Required("name the Job or Pod"), Length(1, 253), Pattern(Patterns.DnsSubdomain, "a lower-case DNS name such as nightly")]
    public string? Name { get; set; }
}
