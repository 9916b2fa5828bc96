using AoEde.Ctl.Commands;
using AoEde.Ctl.Text;
using AoEde.Engine.Probe;
using AoEde.Protocol;

namespace AoEde.Ctl.Tests;

public sealed class ProbeCommandTests
{
    private static readonly ProbeAnswer Bare = new("net0", new AoeAddress(9, 1), MacAddress.Parse("52:54:00:00:00:02"))
    {
        BufferCount = 16,
        SectorCount = 2,
        Firmware = 0x14,
    };

    private static readonly ProbeAnswer Full = new("net0", new AoeAddress(9, 0), MacAddress.Parse("52:54:00:00:00:01"))
    {
        BufferCount = 64,
        SectorCount = 17,
        Firmware = 0x4020,
        ConfigString = "a b",
        Sectors = 2097152,
        Model = "Model",
        Serial = "S1",
    };

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void Table_WhatWasFound_IsReadable() =>
        ProbeCommand.Table(ProbeCommand.Objects([Full, Bare])).ShouldBe("""
            ADDRESS   MAC                 BUFFERS   SECTORS/FRAME   SIZE    MODEL   SERIAL   CONFIG   NOTE
            9.0       52:54:00:00:00:01   64        17              1 GiB   Model   S1       a b      -
            9.1       52:54:00:00:00:02   16        2               -       -       -        -        -

            """);

    [Fact]
    public void Objects_WhatWasFound_HaveTheFieldsThatProgramsRead() =>
        ProbeCommand.Objects([Full with { Note = "n" }]).ToJsonString(Json.CamelCase).ShouldBe(
            """
            [{"address":"9.0","mac":"52:54:00:00:00:01","buffers":64,"sectorsPerFrame":17,"firmware":"0x4020",
            "configString":"a b","sizeBytes":1073741824,"model":"Model","serial":"S1","note":"n"}]
            """.ReplaceLineEndings(""));

    [Fact]
    public void Objects_WhatWasNotTold_IsLeftOut() =>
        ProbeCommand.Objects([Bare]).ToJsonString(Json.CamelCase).ShouldBe(
            """[{"address":"9.1","mac":"52:54:00:00:00:02","buffers":16,"sectorsPerFrame":2,"firmware":"0x0014"}]""");

    [Fact]
    public async Task Probe_NoSuchInterface_SaysWhichThereAre()
    {
        (await RunAsync("probe", "no-such-link")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldStartWith("aoectl: there is no interface no-such-link; there are ");
    }

    [Theory]
    [InlineData("probe", "lo", "9")]
    [InlineData("probe", "lo", "9.0", "--wait", "0")]
    public async Task Probe_InvalidInput_IsRefusedBeforeAnythingIsOpened(params string[] args)
    {
        (await RunAsync(args)).ShouldBe(ExitCodes.InvalidInput);
        _output.ToString().ShouldBeEmpty();
    }

    private Task<int> RunAsync(params string[] args) =>
        CtlCommandLine.RunAsync(args, new CtlConsole(_output, _error, TimeProvider.System));
}
