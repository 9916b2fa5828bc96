using System.Text.Json.Nodes;
using AoEde.NodeAgent.Freezes;
using Microsoft.AspNetCore.Http;

namespace AoEde.NodeAgent.Control;

/// <summary>An answer of the control socket.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">What was asked for, or <c>reason</c> and <c>message</c>, and <c>object</c> where a refused freeze has a record.</param>
internal sealed record ControlReply(int Status, JsonNode Body)
{
    /// <summary>What is worth knowing about a request that was carried out all the same.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>An answer with what was asked for.</summary>
    public static ControlReply Ok(JsonNode body) => new(StatusCodes.Status200OK, body);

    /// <summary>An answer that says why not.</summary>
    public static ControlReply Problem(int status, string reason, string message)
        => new(status, new JsonObject { ["reason"] = reason, ["message"] = message });

    /// <summary>An answer that says why not, with the freeze as it is.</summary>
    public static ControlReply Problem(FreezeRefusal refusal)
    {
        var reply = Problem(StatusOf(refusal.Reason), refusal.Reason, refusal.Message);
        if (refusal.Freeze is { } freeze)
        {
            reply.Body["object"] = FreezeObjects.ToJson(freeze);
        }

        return reply;
    }

    // Whoever gets 409 or 503 may ask again later; the others need something changed first.
    private static int StatusOf(string reason) => reason switch
    {
        FreezeRefusal.NotFound => StatusCodes.Status404NotFound,
        FreezeRefusal.Invalid => StatusCodes.Status422UnprocessableEntity,
        "Disabled" => StatusCodes.Status403Forbidden,
        "NotReady" or "Busy" => StatusCodes.Status503ServiceUnavailable,
        FreezeRefusal.NotStored or "ShadowFailed" => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status409Conflict,
    };
}
