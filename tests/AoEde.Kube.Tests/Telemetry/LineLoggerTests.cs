using System.Text.Json;
using AoEde.Kube.Telemetry.Logs;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Tests.Telemetry;

/// <summary>Log lines, for people and for programs.</summary>
public sealed partial class LineLoggerTests
{
    private readonly StringWriter _writer = new();
    private readonly LineLogger _text;
    private readonly LineLogger _json;

    public LineLoggerTests()
    {
        _text = new LineLogger(_writer, new FixedTime());
        _json = new LineLogger(_writer, new FixedTime(), format: LogFormat.Json);
    }

    [Fact]
    public void Text_Event_IsOneLineWithItsStableId()
    {
        ManifestsRead(_text, "/m\n/n", 3);

        _writer.ToString().ShouldBe("2026-11-21T09:00:00.000Z info ManifestsRead[77] Read from /m | /n: 3 targets.\n");
    }

    [Fact]
    public void Text_BelowTheMinimum_IsSilent()
    {
        _text.Log(LogLevel.Debug, default, "hidden", null, (text, _) => text);

        _writer.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Text_WarningWithException_GivesItsMessageOnly()
    {
        NotWritten(_text, "f", new IOException("disk full"));

        _writer.ToString().ShouldEndWith("f was not written.: disk full\n");
    }

    [Fact]
    public void Text_OfTheFramework_IsWrittenFromWarningsOn()
    {
        var framework = _text.CreateLogger("Microsoft.Hosting.Lifetime");
        framework.Log(LogLevel.Information, default, "hidden", null, (text, _) => text);
        framework.Log(LogLevel.Warning, default, "shown", null, (text, _) => text);

        _writer.ToString().ShouldBe("2026-11-21T09:00:00.000Z warn shown\n");
    }

    [Fact]
    public void Json_Event_IsOneObjectOnOneLine()
    {
        ManifestsRead(_json, "/m\n/\"ü\"", 3);

        _writer.ToString().ShouldBe("""
            {"time":"2026-11-21T09:00:00.000Z","level":"info","id":77,"event":"ManifestsRead","message":"Read from /m\n/\"ü\": 3 targets.","fields":{"Path":"/m\n/\"ü\"","Targets":3}}

            """);
    }

    [Fact]
    public void Json_Warning_HasTheMessageOfWhatWasThrown()
    {
        NotWritten(_json, "f", new IOException("disk full"));

        JsonDocument.Parse(_writer.ToString()).RootElement.GetProperty("error").GetString().ShouldBe("disk full");
    }

    [Fact]
    public void Json_InAScope_HasItsFieldsAndTheInnerWins()
    {
        using (_json.BeginScope(new Dictionary<string, object> { ["kind"] = "AoETarget", ["Targets"] = 9 }))
            ManifestsRead(_json, "/m", 3);
        var fields = JsonDocument.Parse(_writer.ToString()).RootElement.GetProperty("fields");

        fields.GetProperty("kind").GetString().ShouldBe("AoETarget");
        fields.GetProperty("Targets").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void Json_OfAnyText_IsOneLineThatIsReadBack() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        var writer = new StringWriter();
        new LineLogger(writer, new FixedTime(), format: LogFormat.Json).Log(LogLevel.Information, default, text.Get, null, (t, _) => t);
        var line = writer.ToString();

        line.Count(c => c == '\n').ShouldBe(1);
        JsonDocument.Parse(line).RootElement.GetProperty("message").GetString().ShouldNotBeNull();
    }).QuickCheckThrowOnFailure();

    [LoggerMessage(77, LogLevel.Information, "Read from {Path}: {Targets} targets.")]
    private static partial void ManifestsRead(ILogger logger, string path, int targets);

    [LoggerMessage(78, LogLevel.Warning, "{File} was not written.")]
    private static partial void NotWritten(ILogger logger, string file, Exception exception);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    }
}
