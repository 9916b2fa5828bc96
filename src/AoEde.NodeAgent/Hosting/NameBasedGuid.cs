using System.Text;

namespace AoEde.NodeAgent.Hosting;

/// <summary>
/// UUID version 5 (RFC 9562 §5.5). Without a cluster nobody hands out UIDs, yet the serial number that initiators see is made
/// from one: it must be the same after every restart, and differ between hosts that run the same manifest.
/// </summary>
internal static class NameBasedGuid
{
    /// <summary>Made once at random; every target UID of static mode is in this namespace. Changing it changes every serial.</summary>
    private static readonly Guid s_namespace = new("b1c1b0a6-5f6b-4d2e-9b5e-8a1f0ae0de88");

    /// <summary>The UID of a target that no cluster named.</summary>
    /// <param name="hostName">Host that serves it.</param>
    /// <param name="targetName">Name of the target, or the address in export mode.</param>
    public static Guid ForTarget(string hostName, string targetName) => Create(s_namespace, $"{hostName}/{targetName}");

    /// <summary>A UUIDv5 in any namespace.</summary>
    internal static Guid Create(Guid space, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);

        var hash = Sha1.Hash(input);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
