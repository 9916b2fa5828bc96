using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;
using AoEde.NodeAgent.Freezes;
using Microsoft.AspNetCore.Http;

namespace AoEde.NodeAgent.Control;

/// <summary>
/// The part of the control socket that acts: freezes are made, renewed, released and looked at as AoEFreeze objects, in the way that
/// a Kubernetes API server would take them.
/// </summary>
/// <param name="book">The freezes.</param>
/// <param name="engine">The engine.</param>
/// <param name="limits">How long targets may be frozen.</param>
/// <param name="views">Waits for frozen views.</param>
/// <param name="advice">Why nothing is changed here and what to do instead; null when everything may be done.</param>
internal sealed class FreezeApi(FreezeBook book, IFreezeEngine engine, TtlLimits limits, ViewWait views, string? advice = null)
{
    private const string Collection = "/v1/freezes";

    /// <summary>Whether a path is for this part.</summary>
    public static bool Owns(string path)
        => path == Collection || path.StartsWith(Collection + "/", StringComparison.Ordinal) || ChangesOf(path) is not null;

    /// <summary>Answers one request. What cannot be done is an answer, not an exception.</summary>
    /// <param name="method">GET, POST, PATCH or DELETE.</param>
    /// <param name="path">A path that <see cref="Owns"/>.</param>
    /// <param name="body">The body; empty where there is none.</param>
    public async Task<ControlReply> AnswerAsync(string method, string path, string body)
    {
        try
        {
            if (ChangesOf(path) is { } target)
            {
                return method == HttpMethods.Get ? Changes(target) : NotAllowed(method, path, "GET");
            }

            if (advice is not null && method != HttpMethods.Get)
            {
                return ControlReply.Problem(StatusCodes.Status403Forbidden, "InCluster", advice);
            }

            if (path == Collection)
            {
                return method == HttpMethods.Get ? ControlReply.Ok(new JsonArray([.. book.List().Select(FreezeObjects.ToJson)]))
                    : method == HttpMethods.Post ? await CreateAsync(body)
                    : NotAllowed(method, path, "GET and POST");
            }

            var name = path[(Collection.Length + 1)..];
            return method == HttpMethods.Get ? Get(name)
                : method == HttpMethods.Patch ? await PatchAsync(name, body)
                : method == HttpMethods.Delete ? ControlReply.Ok(FreezeObjects.ToJson(await book.DeleteAsync(name)))
                : NotAllowed(method, path, "GET, PATCH and DELETE");
        }
        catch (FreezeRefusal refusal)
        {
            return ControlReply.Problem(refusal);
        }
    }

    private static string? ChangesOf(string path)
    {
        const string Prefix = "/v1/targets/";
        const string Suffix = "/changes";
        return path.StartsWith(Prefix, StringComparison.Ordinal) && path.EndsWith(Suffix, StringComparison.Ordinal)
            && path.Length > Prefix.Length + Suffix.Length
            ? path[Prefix.Length..^Suffix.Length]
            : null;
    }

    private static ControlReply NotAllowed(string method, string path, string allowed)
        => ControlReply.Problem(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", $"{method} is not understood here; {path} knows {allowed}.");

    private static ControlReply Unusable(IReadOnlyList<Diagnostic> findings)
        => ControlReply.Problem(
            StatusCodes.Status422UnprocessableEntity,
            FreezeRefusal.Invalid,
            string.Join("\n", findings.Where(finding => finding.Severity == Severity.Error).Select(Words)));

    // The file name of a finding means nothing to somebody who sent a body.
    private static string Words(Diagnostic finding)
        => $"{(finding.Field.Length > 0 ? finding.Field + ": " : finding.Line > 0 ? $"line {finding.Line}: " : "")}{finding.Message} ({finding.Remedy})";

    private async Task<ControlReply> CreateAsync(string body)
    {
        var read = AoEFreezeFile.ReadText("body", body, inCluster: false);
        if (read.Freeze is not { } wanted)
        {
            return Unusable(read.Diagnostics);
        }

        limits.Check(wanted);
        var (freeze, isNew) = await book.CreateAsync(wanted);
        await views.UntilThereAsync(wanted.Spec.Targets);
        freeze = book.Find(wanted.Metadata.Name!) ?? freeze;
        return new ControlReply(isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, FreezeObjects.ToJson(freeze))
        {
            Warnings = [.. read.Diagnostics.Select(Words)],
        };
    }

    private ControlReply Get(string name) => book.Find(name) is { } freeze
        ? ControlReply.Ok(FreezeObjects.ToJson(freeze))
        : ControlReply.Problem(new FreezeRefusal(FreezeRefusal.NotFound, $"There is no freeze {name}; 'aoectl freezes' lists those that are."));

    private async Task<ControlReply> PatchAsync(string name, string body)
    {
        JsonObject patch;
        try
        {
            patch = JsonNode.Parse(body) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (JsonException problem)
        {
            return ControlReply.Problem(
                StatusCodes.Status400BadRequest, "BadRequest", $"The body is not a JSON merge patch such as {{\"spec\":{{\"release\":true}}}}: {problem.Message}");
        }

        return ControlReply.Ok(FreezeObjects.ToJson(await book.UpdateAsync(name, old => Patched(old, patch))));
    }

    private AoEFreeze Patched(AoEFreeze old, JsonObject patch)
    {
        var tree = FreezeObjects.ToJson(old);
        FreezeObjects.Merge(tree, patch);
        var read = AoEFreezeFile.ReadText("patch", tree.ToJsonString(), inCluster: false, old);
        if (read.Freeze is not { } wanted)
        {
            throw new FreezeRefusal(FreezeRefusal.Invalid, Unusable(read.Diagnostics).Body["message"]!.ToString(), old);
        }

        if (wanted.Metadata.Name != old.Metadata.Name)
        {
            throw new FreezeRefusal(FreezeRefusal.Invalid, "metadata.name: a freeze cannot be renamed (leave it out)", old);
        }

        limits.Check(wanted);
        return old with { Spec = wanted.Spec };
    }

    private ControlReply Changes(string name)
    {
        if (engine.Status().FirstOrDefault(status => status.Name == name) is not { } target)
        {
            return ControlReply.Problem(new FreezeRefusal(
                FreezeRefusal.NotFound, $"Target {name} is not known to this agent; 'aoectl targets' lists those that are."));
        }

        var ranges = engine.ChangedRanges(name);
        var reply = new JsonObject
        {
            ["target"] = name,
            ["state"] = target.Freeze.State.ToString(),
            ["sequence"] = target.Freeze.Sequence,
            ["bytes"] = ranges.Sum(range => range.Bytes),
            ["ranges"] = new JsonArray([.. ranges.Select(range => new JsonObject { ["offsetBytes"] = range.OffsetBytes, ["bytes"] = range.Bytes })]),
        };
        return ControlReply.Ok(reply);
    }
}
