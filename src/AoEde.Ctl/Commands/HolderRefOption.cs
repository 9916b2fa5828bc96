using System.CommandLine;
using AoEde.Api;
using AoEde.Api.Choices;

namespace AoEde.Ctl.Commands;

/// <summary>The job or pod behind a freeze, as <c>kubectl</c> writes it: <c>Job/nightly</c>.</summary>
internal sealed class HolderRefOption : Option<string?>
{
    /// <summary>Describes the option.</summary>
    public HolderRefOption()
        : base("--holder-ref")
    {
        HelpName = "KIND/NAME";
        Description = "in a cluster: thaw when this Job or Pod of the freeze's namespace has ended or is gone";
        Validators.Add(result =>
        {
            if (Parse(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError($"--holder-ref '{result.GetValueOrDefault<string?>()}': write {HolderKind.Job}/NAME or {HolderKind.Pod}/NAME");
            }
        });
    }

    /// <summary>What was given; null when nothing was.</summary>
    public HolderReference? Read(ParseResult line) => Parse(line.GetValue(this));

    private static HolderReference? Parse(string? text) => text?.Split('/') switch
    {
        [HolderKind.Job, { Length: > 0 } name] => new HolderReference { ApiVersion = "batch/v1", Kind = HolderKind.Job, Name = name },
        [HolderKind.Pod, { Length: > 0 } name] => new HolderReference { ApiVersion = "v1", Kind = HolderKind.Pod, Name = name },
        _ => null,
    };
}
