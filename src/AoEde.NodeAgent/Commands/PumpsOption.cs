using System.CommandLine;
using System.Globalization;
using AoEde.Engine;

namespace AoEde.NodeAgent.Commands;

/// <summary><c>--pumps</c>: how many threads serve each interface.</summary>
internal sealed class PumpsOption : Option<int>
{
    /// <summary>What it is for, as help has it.</summary>
    public const string Purpose = "threads that serve each interface, 1 to 16; initiators are shared out among them (1)";

    /// <summary>Describes it.</summary>
    public PumpsOption()
        : base("--pumps")
    {
        HelpName = "N";
        Description = Purpose;
        DefaultValueFactory = _ => 1;
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pumps)
                && pumps is >= 1 and <= HostOptions.MostPumpsPerInterface)
                return pumps;
            result.AddError(
                $"--pumps '{text}': an interface has 1 to {HostOptions.MostPumpsPerInterface} pumps; give a whole number from 1 to {HostOptions.MostPumpsPerInterface}");
            return 1;
        };
    }
}
