using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Wire;

/// <summary>Many initiators at one end of a served cable, so that each thread of the pump has some.</summary>
internal sealed class Stations(ServedTarget served) : IDisposable
{
    public const int Count = 32;

    private readonly Initiator _port = Initiator.Open(served.InitiatorLink, takesEverything: true);

    /// <summary>Everything that was heard, in the order in which it came.</summary>
    public List<Reply> Heard { get; } = [];

    /// <summary>Has each send a request of its own.</summary>
    /// <param name="request">Makes it from the number of the station; source and tag are set here.</param>
    /// <returns>The tags, by station.</returns>
    public uint[] Send(Func<int, RequestFrame> request)
    {
        var tags = new uint[Count];
        for (int i = 0; i < Count; i++)
        {
            tags[i] = _port.NewTag();
            _port.Send(request(i) with { Source = new MacAddress(0x0200_0000_0100UL + (ulong)i), Tag = tags[i] });
        }

        return tags;
    }

    /// <summary>Listens until each tag has an answer.</summary>
    public void Await(uint[] tags) => Eventually.True(
        () =>
        {
            while (_port.TryTake(TimeSpan.Zero, out var reply))
                Heard.Add(reply);
            return tags.All(t => Answers(t) > 0);
        },
        "an answer to each");

    /// <summary>Makes sure that whatever was sent before by any thread of the pump has been heard.</summary>
    public void Fence() => Await(Send(_ => served.Client.Identify()));

    public int Answers(uint tag) => Heard.Count(r => r.Tag == tag);

    public void Dispose() => _port.Dispose();
}
