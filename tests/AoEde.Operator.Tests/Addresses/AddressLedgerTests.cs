using AoEde.Operator.Addresses;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Operator.Tests.Addresses;

public sealed class AddressLedgerTests
{
    private static readonly string[] Uids = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public void Ledger_AfterAnySequence_GivesEachAddressToExactlyOneOfThoseThatAsk() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Steps().ToArbitrary(), steps =>
        {
            var ledger = new AddressLedger();
            var model = new Dictionary<string, AddressClaim>();
            foreach (var (uid, claim) in steps)
            {
                var before = Uids.ToDictionary(known => known, ledger.Verdict);
                var told = claim is null ? ledger.Remove(uid) : ledger.Put(claim);
                if (claim is null)
                    model.Remove(uid);
                else
                    model[uid] = claim;

                foreach (var (_, asking) in model)
                    ledger.Verdict(asking.Uid)!.IsGranted.ShouldBe(asking.Addresses.All(address => Oldest(model, address) == asking.Uid));
                foreach (var address in model.Values.SelectMany(asking => asking.Addresses).Distinct())
                    ledger.Winner(address).ShouldBe(model[Oldest(model, address)].Name);

                // Whoever's verdict is another was told of: nobody waits for an address that is free.
                var changed = Uids.Where(known => model.ContainsKey(known) && before[known] != ledger.Verdict(known));
                changed.Select(known => model[known].Name).ShouldBeSubsetOf(told);
            }

            return true;
        }));

    [Fact]
    public void Verdict_WhenTheWinnerGoes_IsGrantedToTheNextOldest()
    {
        var ledger = new AddressLedger();
        ledger.Put(Claim("a", 1));
        ledger.Put(Claim("b", 2)).ShouldBe(["b"]);
        ledger.Put(Claim("c", 3));
        ledger.Verdict("b").ShouldBe(new AddressVerdict(new("default", 9, 0), "a"));

        ledger.Remove("a").ShouldBe(["b", "c"], ignoreOrder: true);

        ledger.Verdict("b")!.IsGranted.ShouldBeTrue();
        ledger.Verdict("c")!.Winner.ShouldBe("b");
    }

    [Fact]
    public void Verdict_OfTheLowerUidInTheSameSecond_DoesNotTakeAServedAddress()
    {
        var ledger = new AddressLedger();
        ledger.Put(Claim("b", 1) with { Holds = true });
        ledger.Put(Claim("a", 1));

        ledger.Verdict("b")!.IsGranted.ShouldBeTrue();
        ledger.Verdict("a")!.Winner.ShouldBe("b");
    }

    [Fact]
    public void Claim_WithAFrozenView_AsksForBothAddresses()
    {
        var target = Objects.Target();
        target = target with { Spec = target.Spec with { Freeze = new() { View = new() { Slot = 201 } } } };

        AddressClaim.Of(target).Addresses.ShouldBe([new("default", 9, 0), new("default", 9, 201)]);
    }

    [Fact]
    public void Claim_OfAServedTargetWhoseSlotWasChanged_StaysAtTheGrantedAddress()
    {
        var target = Objects.Target().Assigned();

        AddressClaim.Of(target with { Spec = target.Spec with { Slot = 7 } }).Addresses.ShouldBe([new("default", 9, 0)]);
    }

    [Fact]
    public void Claim_OfATargetThatBreaksARule_KeepsNobodyWaiting() =>
        AddressClaim.Of(Objects.Target(shelf: 4095)).Addresses.ShouldBeEmpty();

    private static AddressClaim Claim(string uid, int second) => new(uid, uid, false, Objects.Now.AddSeconds(second), [new("default", 9, 0)]);

    private static string Oldest(Dictionary<string, AddressClaim> model, TargetAddress address) =>
        model.Values.Where(claim => claim.Addresses.Contains(address))
            .OrderByDescending(claim => claim.Holds).ThenBy(claim => claim.Created).ThenBy(claim => claim.Uid, StringComparer.Ordinal).First().Uid;

    private static Gen<List<(string Uid, AddressClaim? Claim)>> Steps()
    {
        var address = Gen.Choose(0, 2).Select(slot => new TargetAddress("default", 9, slot));
        var put = from uid in Gen.Elements(Uids)
                  from own in address
                  from view in address
                  from second in Gen.Choose(0, 2)
                  from holds in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                  select (uid, (AddressClaim?)new AddressClaim(uid, $"name-{uid}", holds, Objects.Now.AddSeconds(second), [.. new[] { own, view }.Distinct()]));
        var remove = Gen.Elements(Uids).Select(uid => (uid, (AddressClaim?)null));
        return Gen.Frequency((3, put), (1, remove)).ListOf().Select(steps => steps.ToList());
    }
}
