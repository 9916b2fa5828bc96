namespace AoEde.Engine.Safety;

/// <summary>
/// One claim per device or file in this process, so that two targets never write the same bytes: a disk and its own
/// partition conflict, and so do a loop device and the file behind it. The kernel's exclusive open covers other
/// processes; this covers our own, with the other target's name. Thread-safe; asked only when a target opens.
/// </summary>
public sealed class ClaimTable
{
    private readonly Lock _gate = new();
    private readonly List<Claim> _claims = [];

    /// <summary>Takes a claim.</summary>
    /// <param name="target">Name of the target that wants it.</param>
    /// <param name="subject">The bytes.</param>
    /// <param name="claim">The claim, to be disposed when the target has closed; null when refused.</param>
    /// <returns>Null when taken; else <c>AlreadyExported</c>, naming the target that has it.</returns>
    public Refusal? TryTake(string target, ClaimSubject subject, out Claim? claim)
    {
        lock (_gate)
        {
            foreach (var held in _claims)
            {
                if (!held.Subject.Overlaps(subject)) continue;
                claim = null;
                return Taken(held, subject);
            }

            claim = new Claim(this, target, subject);
            _claims.Add(claim);
            return null;
        }
    }

    /// <summary>Name of the target that has a claim on any of these bytes, or null.</summary>
    public string? HolderOf(ClaimSubject subject)
    {
        lock (_gate)
        {
            return _claims.Find(held => held.Subject.Overlaps(subject))?.Target;
        }
    }

    internal void Release(Claim claim)
    {
        lock (_gate)
        {
            _claims.Remove(claim);
        }
    }

    private static Refusal Taken(Claim held, ClaimSubject subject)
    {
        var same = held.Subject.Path == subject.Path || (subject.Device is not null && held.Subject.Device == subject.Device);
        var how = same ? "is" : $"shares its bytes with {held.Subject.Path}, which is";
        return new Refusal(
            RefusalReasons.AlreadyExported,
            $"{subject.Path} {how} already exported by target {held.Target}. Remove or suspend that target, or give this one a device of its own.");
    }
}
