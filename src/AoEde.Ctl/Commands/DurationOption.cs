using System.CommandLine;
using AoEde.Api.Values;

namespace AoEde.Ctl.Commands;

/// <summary>A length of time as the manifests have it: <c>30s</c>, <c>2m</c>, <c>1h30m</c>.</summary>
internal sealed class DurationOption : Option<string?>
{
    /// <summary>Describes the option.</summary>
    public DurationOption(string name, string description)
        : base(name)
    {
        HelpName = "DURATION";
        Description = description;
        Validators.Add(result =>
        {
            if (!GoDuration.TryParse(result.GetValueOrDefault<string?>(), out var duration) || duration.Nanoseconds == 0)
            {
                result.AddError($"{name} '{result.GetValueOrDefault<string?>()}': give a time such as 30s, 2m or 1h30m");
            }
        });
    }

    /// <summary>What was given; null when nothing was.</summary>
    public TimeSpan? Read(ParseResult line) => line.GetValue(this) is { } text ? GoDuration.Parse(text).ToTimeSpan() : null;
}
