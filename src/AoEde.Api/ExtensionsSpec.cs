using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>
/// AoEde's protocol extensions. <c>Negotiated</c> (default): offered to initiators that ask for them; <c>Off</c>: never. A null member
/// was not written, which means the default.
/// </summary>
public sealed record ExtensionsSpec
{
    /// <summary>Detection of repeated tags. Default <c>Negotiated</c>, since some initiators reuse tags.</summary>
    [Default(ExtensionMode.Negotiated), OneOf(ExtensionMode.Off, ExtensionMode.Negotiated)]
    public string? TagTracking { get; set; }

    /// <summary>Several reads answered as one. Default <c>Negotiated</c>.</summary>
    [Default(ExtensionMode.Negotiated), OneOf(ExtensionMode.Off, ExtensionMode.Negotiated)]
    public string? ReadCoalescing { get; set; }

    /// <summary>Checksums over the data of each frame. Default <c>Negotiated</c>.</summary>
    [Default(ExtensionMode.Negotiated), OneOf(ExtensionMode.Off, ExtensionMode.Negotiated)]
    public string? Crc { get; set; }

    /// <summary>Congestion hints in replies. Default <c>Negotiated</c>.</summary>
    [Default(ExtensionMode.Negotiated), OneOf(ExtensionMode.Off, ExtensionMode.Negotiated)]
    public string? Congestion { get; set; }
}
