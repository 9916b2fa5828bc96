using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Testing.Processes;

/// <summary>Debian's vblade: another target to be compared with, to be in conflict with, and to try the tests themselves on.</summary>
public sealed class VbladeProcess : HostedProcess
{
    public VbladeProcess(TestLink link, int shelf, int slot, string image, params string[] options)
        : base(link.Host, Prerequisites.FindProgram("vblade")!, [.. options, $"{shelf}", $"{slot}", link.Name, image])
    {
    }
}
