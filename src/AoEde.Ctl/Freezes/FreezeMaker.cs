using System.Text.Json.Nodes;
using AoEde.Ctl.Connections;

namespace AoEde.Ctl.Freezes;

/// <summary>Has targets frozen, waiting for what passes by itself if there is time to.</summary>
internal sealed class FreezeMaker(IAoEdeClient agent, TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    // The engine gives up after two seconds of waiting for writes; what is beyond is the disk's flush.
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(30);

    /// <summary>Freezes.</summary>
    /// <param name="wish">What.</param>
    /// <param name="wait">How long to ask again while another freeze or a merge is in the way; null asks once.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The AoEFreeze in force.</returns>
    /// <exception cref="Refusal">It was refused, the last time as well.</exception>
    public async Task<JsonNode> MakeAsync(FreezeWish wish, TimeSpan? wait, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var wanted = wish.ToObject();
        while (true)
        {
            try
            {
                return await agent.CreateFreezeAsync(wanted, s_answer, cancellation);
            }
            catch (Refusal refusal) when (refusal.IsPassing && time.GetElapsedTime(started) < wait)
            {
                await Task.Delay(s_pause, time, cancellation);
            }
        }
    }
}
