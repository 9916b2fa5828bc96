using AoEde.Ctl.Commands;

return await CtlCommandLine.RunAsync(args, new CtlConsole(Console.Out, Console.Error, TimeProvider.System));
