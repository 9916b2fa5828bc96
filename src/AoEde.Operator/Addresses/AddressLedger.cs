using System.Runtime.InteropServices;

namespace AoEde.Operator.Addresses;

/// <summary>
/// Who has which address. Two targets at one address are data loss: an initiator takes both for one disk. So of all that ask for an address
/// exactly one has it, and when that one goes, the next has it.
/// </summary>
/// <remarks>All members may be called from any thread.</remarks>
internal sealed class AddressLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AddressClaim> _claims = [];
    private readonly Dictionary<TargetAddress, SortedSet<AddressClaim>> _claimants = [];

    /// <summary>Takes in a target, or how it is now.</summary>
    /// <returns>Names of the targets whose verdict is another now, its own included.</returns>
    public IReadOnlyList<string> Put(AddressClaim claim)
    {
        lock (_gate)
        {
            if (_claims.TryGetValue(claim.Uid, out var known) && Same(known, claim))
                return [];
            return Change(claim.Uid, claim);
        }
    }

    /// <summary>Forgets a target that is gone.</summary>
    /// <returns>Names of the targets whose verdict is another now.</returns>
    public IReadOnlyList<string> Remove(string uid)
    {
        lock (_gate)
            return _claims.ContainsKey(uid) ? Change(uid, null) : [];
    }

    /// <summary>Whether a target has its addresses; null for one that is not known.</summary>
    public AddressVerdict? Verdict(string uid)
    {
        lock (_gate)
            return _claims.TryGetValue(uid, out var claim) ? Judge(claim) : null;
    }

    /// <summary>Who has an address; null when nobody asks for it.</summary>
    public string? Winner(TargetAddress address)
    {
        lock (_gate)
            return _claimants.TryGetValue(address, out var claimants) ? claimants.Min?.Name : null;
    }

    private static bool Same(AddressClaim one, AddressClaim other) =>
        AddressClaim.ByRight.Compare(one, other) == 0 && one.Name == other.Name && one.Addresses.SequenceEqual(other.Addresses);

    private List<string> Change(string uid, AddressClaim? claim)
    {
        _claims.TryGetValue(uid, out var known);
        TargetAddress[] touched = [.. (known?.Addresses ?? []).Union(claim?.Addresses ?? [])];
        var before = Concerned(touched, uid).ToDictionary(concerned => concerned.Uid, Judge);

        if (known is not null)
            Withdraw(known);
        if (claim is not null)
            Enter(claim);

        return [.. Concerned(touched, uid)
            .Where(concerned => !before.TryGetValue(concerned.Uid, out var verdict) || verdict != Judge(concerned))
            .Select(concerned => concerned.Name)];
    }

    private IEnumerable<AddressClaim> Concerned(TargetAddress[] touched, string uid)
    {
        var concerned = touched.SelectMany(address => _claimants.TryGetValue(address, out var claimants) ? [.. claimants] : Array.Empty<AddressClaim>());
        return (_claims.TryGetValue(uid, out var own) ? concerned.Append(own) : concerned).DistinctBy(claim => claim.Uid);
    }

    private AddressVerdict Judge(AddressClaim claim)
    {
        foreach (var address in claim.Addresses)
        {
            if (_claimants[address].Min is { } winner && winner.Uid != claim.Uid)
                return new(address, winner.Name);
        }

        return AddressVerdict.Granted;
    }

    private void Enter(AddressClaim claim)
    {
        _claims[claim.Uid] = claim;
        foreach (var address in claim.Addresses)
            (CollectionsMarshal.GetValueRefOrAddDefault(_claimants, address, out _) ??= new(AddressClaim.ByRight)).Add(claim);
    }

    private void Withdraw(AddressClaim claim)
    {
        _claims.Remove(claim.Uid);
        foreach (var address in claim.Addresses)
        {
            _claimants[address].Remove(claim);
            if (_claimants[address].Count == 0)
                _claimants.Remove(address);
        }
    }
}
