using AoEde.Testing.Ordering;

namespace AoEde.Wire.Tests.Ordering;

/// <summary>Histories made by hand: each request with the time of its sending and of its answer.</summary>
internal sealed class Story
{
    private readonly List<Operation> _operations = [];

    public Story Write(long sent, long answered, uint version, long lba = 0, int sectors = 1) => Add(new Operation
    {
        IsWrite = true,
        Version = version,
        Request = (int)version,
        Lba = lba,
        Sectors = sectors,
        Sent = sent,
        Answered = answered,
    });

    public Story Read(long sent, long answered, params uint[] found) => ReadAt(sent, answered, 0, found);

    public Story ReadAt(long sent, long answered, long lba, params uint[] found) => Add(new Operation
    {
        Request = 1000 + _operations.Count,
        Lba = lba,
        Sectors = found.Length,
        Found = found,
        Sent = sent,
        Answered = answered,
    });

    public string? Violation() => Linearizability.Violation(_operations);

    public string? ArrivalViolation() => ArrivalOrder.Violation(_operations.OrderBy(o => o.Sent));

    private Story Add(Operation operation)
    {
        _operations.Add(operation);
        return this;
    }
}
