using AoEde.Ctl.Commands;

namespace AoEde.Ctl.Tests;

public sealed class AgentCommandsTests : IDisposable
{
    private readonly AgentStub _agent = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public AgentCommandsTests()
    {
        _agent.Answer("/v1/targets", $"[{Objects.Exported},{Objects.Refused}]");
        _agent.Answer("/v1/targets/disk11", Objects.Exported);
        _agent.Answer("/v1/metrics", Objects.Metrics);
        _agent.Answer("/v1/devices", """
            [
              { "name": "sda", "path": "/dev/sda", "sizeBytes": 1024, "eligible": false, "reason": "SystemDisk", "message": "holds /" },
              { "name": "sdb", "path": "/dev/disk/by-id/x", "sizeBytes": 1536, "model": "WDC", "serial": "S1", "eligible": true }
            ]
            """);
    }

    public void Dispose() => _agent.Dispose();

    [Fact]
    public async Task Targets_Table_HasKubectlsColumns()
    {
        (await Run("targets")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("""
            NAME     ADDRESS   NODE     SIZE      READY   REASON    FROZEN   AGE
            disk11   e9.0      host-a   3.6 TiB   True    Serving   -        45m
            b        e9.1      host-a   -         False   Mounted   -        30s

            """);
    }

    [Fact]
    public async Task Status_OneTarget_IsAPageForAPerson()
    {
        (await Run("status disk11")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("""
            Name:          disk11
            Address:       e9.0
            Node:          host-a
            State:         Exported for 5m
            Conditions:
              TYPE    STATUS   REASON    SINCE   MESSAGE
              Ready   True     Serving   5m      Answering on eth1.
            Device:        /dev/sdb (8:16)
            Size:          3.6 TiB (4000787030016 bytes)
            Blocks:        512 bytes logical, 4096 physical
            Model:         WDC WD40EFRX
            Serial:        WCC7K0AAAAAA
            Disk engine:   io_uring past the page cache
                           using io_uring
            Interfaces:
              NAME   MAC                 MTU    SECTORS/FRAME   LINK
              eth1   52:54:00:00:00:09   9000   17              up
            Initiators:    1: 52:54:00:12:34:56
            Reserved by:   52:54:00:12:34:56
            Config string: lab
            Counters:
              SERIES                     OF                       VALUE
              aoede_requests_total       command=read result=ok   1234567
              aoede_ring_dropped_total   interface=eth1           2

            """);
    }

    [Fact]
    public async Task Status_All_ShowsOnePageEach()
    {
        (await Run("status")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldContain("Name:          disk11\n");
        _output.ToString().ShouldContain("\n\nName:          b\n");
    }

    [Fact]
    public async Task Status_UnknownTarget_SaysWhatTheAgentSays()
    {
        (await Run("status nobody")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldBe("aoectl: /v1/targets/nobody is not known\n");
        _output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Devices_Table_ShowsEligibleOnesFirstAndReasons()
    {
        (await Run("devices")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldBe("""
            NAME   SIZE      MODEL   SERIAL   ELIGIBLE   REASON       PATH                MESSAGE
            sdb    1.5 KiB   WDC     S1       yes        -            /dev/disk/by-id/x   -
            sda    1 KiB     -       -        no         SystemDisk   /dev/sda            holds /

            """);
    }

    [Fact]
    public async Task Status_AsYaml_IsTheObject()
    {
        (await Run("status disk11 -o yaml")).ShouldBe(ExitCodes.Done);
        _output.ToString().ShouldStartWith("apiVersion: aoede.io/v1alpha1\nkind: AoETarget\nmetadata:\n  name: disk11\n");
    }

    [Fact]
    public async Task Targets_AsJson_IsTheList()
    {
        (await Run("targets -o json")).ShouldBe(ExitCodes.Done);
        System.Text.Json.Nodes.JsonNode.Parse(_output.ToString())!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Targets_AnswerIsNotJson_SaysSo()
    {
        _agent.Answer("/v1/targets", "hello");
        (await Run("targets")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldContain("use the aoectl that came with it");
    }

    [Fact]
    public async Task Targets_NoAgent_SaysWhatToDo()
    {
        var exit = await CtlCommandLine.RunAsync(["targets", "--run-dir", "/nowhere"], Console());
        exit.ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldBe(
            "aoectl: no agent runs here: there is no /nowhere/control.sock; start 'aoede-agent serve', or name its --run-dir\n");
    }

    [Fact]
    public async Task Targets_AgentWasKilled_SaysWhatToDo()
    {
        var folder = Directory.CreateTempSubdirectory("aoectl-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "control.sock"), "");
            (await CtlCommandLine.RunAsync(["targets", "--run-dir", folder.FullName], Console())).ShouldBe(ExitCodes.Failed);
            _error.ToString().ShouldContain("no agent answers at");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("targets -o xml")]
    [InlineData("validate")]
    [InlineData("probe")]
    [InlineData("probe lo 9")]
    [InlineData("probe lo 9.0 --wait 0")]
    [InlineData("probe lo 9.0 --wait x")]
    [InlineData("freeze")]
    [InlineData("freeze disk11 --ttl soon")]
    [InlineData("freeze disk11 --wait 0s")]
    [InlineData("thaw")]
    [InlineData("run --freeze disk11")]
    [InlineData("run -- true")]
    public async Task Run_WrongLine_EndsWithInvalidInput(string line)
    {
        (await CtlCommandLine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), Console())).ShouldBe(ExitCodes.InvalidInput);
        _error.ToString().ShouldStartWith("aoectl: ");
        _output.ToString().ShouldBeEmpty();
    }

    private CtlConsole Console() => new(_output, _error, new FixedTime());

    private Task<int> Run(string line) => CtlCommandLine.RunAsync([.. line.Split(' '), "--run-dir", _agent.RunDirectory], Console());
}
