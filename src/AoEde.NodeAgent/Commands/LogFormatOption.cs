using System.CommandLine;

namespace AoEde.NodeAgent.Commands;

/// <summary><c>--log-format</c>: how log lines look.</summary>
internal sealed class LogFormatOption : Option<string>
{
    /// <summary>Describes it.</summary>
    public LogFormatOption()
        : base("--log-format")
    {
        HelpName = "text|json";
        Description = "form of the log, on standard error (default: text)";
        DefaultValueFactory = _ => "text";
        this.AcceptOnlyFromAmong("text", "json");
    }

    /// <summary>What was chosen.</summary>
    /// <param name="line">The command line.</param>
    public LogFormat Of(ParseResult line) => line.GetRequiredValue(this) == "json" ? LogFormat.Json : LogFormat.Text;
}
