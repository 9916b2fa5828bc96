using System.Runtime.InteropServices;
using AoEde.Native.Packet;
using AoEde.Relay;
using AoEde.Testing.Relays;

// aoede-relay IF_A IF_B [--seed N] [--loss PERCENT] [--duplicate PERCENT] [--reorder PERCENT] [--replay PERCENT] [--replay-ms MIN-MAX]
// A bad cable between two interfaces of this network namespace, until SIGTERM; then it prints what it did each way.
try
{
    var options = RelayArguments.Parse(args);
    using var stop = new ManualResetEventSlim();
    using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context));
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context));
    using var relay = new FrameRelay(Open(options.InterfaceA), Open(options.InterfaceB), options.Faults);
    Console.WriteLine("ready");
    stop.Wait();
    relay.Stop();
    Console.WriteLine($"{options.InterfaceA} -> {options.InterfaceB}: {relay.ToB}");
    Console.WriteLine($"{options.InterfaceB} -> {options.InterfaceA}: {relay.ToA}");
    Console.WriteLine($"refused by an interface: {relay.Refused}");
    return 0;

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.Set();
    }
}
catch (FormatException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static PacketPort Open(string name)
{
    var folder = $"/sys/class/net/{name}";
    return PacketPort.Open(Number(Path.Combine(folder, "ifindex")), Number(Path.Combine(folder, "mtu")), FrameRelay.PortOptions);
}

static int Number(string path) => int.Parse(File.ReadAllText(path));
