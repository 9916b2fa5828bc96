using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Tests.Telemetry;

public sealed class LineLoggerTests
{
    private readonly StringWriter _writer = new();
    private readonly LineLogger _logger;

    public LineLoggerTests() => _logger = new LineLogger(_writer, new ManualTime());

    [Fact]
    public void Log_Event_IsOneLineWithItsStableId()
    {
        AgentLog.ManifestsRead(_logger, "/m\n/n", 3);
        _writer.ToString().ShouldBe(
            "2026-11-21T09:00:00.000Z info ManifestsRead[2010] Manifests read from /m | /n: 3 targets.\n");
    }

    [Fact]
    public void Log_BelowTheMinimum_IsSilent()
    {
        _logger.Log(LogLevel.Debug, default, "hidden", null, (text, _) => text);
        _writer.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Log_WarningWithException_GivesItsMessageOnly()
    {
        AgentLog.StatusNotWritten(_logger, "f", new IOException("disk full"));
        _writer.ToString().ShouldEndWith("trying again at the next change.: disk full\n");
    }
}
