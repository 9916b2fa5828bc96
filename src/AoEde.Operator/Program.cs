using AoEde.Operator;
using AoEde.Operator.Commands;

try
{
    return await OperatorCommandLine.RunAsync(args, new(Console.Out, Console.Error, Environment.GetEnvironmentVariable));
}
catch (Exception problem)
{
    await Console.Error.WriteLineAsync($"aoede-operator: internal error: {problem}");
    return ExitCodes.Failed;
}
