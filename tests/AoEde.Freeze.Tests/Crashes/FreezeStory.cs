using AoEde.Testing.Host;

namespace AoEde.Freeze.Tests.Crashes;

/// <summary>
/// Freezes and thaws a target at random until it dies, and knows what it may be afterwards. A command without an answer may have
/// been obeyed or not.
/// </summary>
internal sealed class FreezeStory(Victim victim, Random random)
{
    private readonly SortedDictionary<string, int> _found = [];
    private string? _frozen;
    private string? _pending;
    private int _holds;

    private string Hold => $"hold{_holds}";

    /// <summary>Obeys some commands, then leaves one without waiting for its answer.</summary>
    public void Live()
    {
        for (int i = random.Next(3); i > 0; i--)
        {
            victim.AwaitProgress(random.Next(120));
            if (Begin() is { } command)
                Obey(command);
            Check();
        }

        _pending = random.Next(3) > 0 ? Begin() : null;
        if (_pending is not null)
            victim.Host.Send(_pending);

        // From none at all, when the command has hardly arrived, to far beyond its end.
        victim.AwaitProgress(random.Next(4) == 0 ? 0 : random.Next(300));
    }

    /// <summary>Starts the process again after a death, and checks everything.</summary>
    public void Resurrect()
    {
        string atDeath = victim.Lab.BaseSum();
        victim.Start();
        string state = victim.Host.State(FreezeLab.Target);
        _found[state] = _found.GetValueOrDefault(state) + 1;
        MayBe().ShouldContain(state, $"after '{_pending}': {victim.Host.Story}");
        if (state == "Frozen")
        {
            // With an unanswered freeze nobody knew the base yet; nothing but its death can have come after.
            atDeath.ShouldBe(_frozen ?? atDeath, "the base at death");
            _frozen = HasHolder() ? atDeath : AwaitThaw();
        }
        else
        {
            _frozen = null;
        }

        _pending = null;
        victim.ReadBack();
        Check();
    }

    /// <summary>Thaws and compares the image.</summary>
    public void End()
    {
        victim.Load();
        if (victim.Host.State(FreezeLab.Target) == "Frozen")
            victim.Host.Ask($"release {Hold}");
        victim.EndThawed();
    }

    /// <summary>How often which state was found after a death.</summary>
    public override string ToString() => string.Join(", ", _found.Select(f => $"{f.Key} {f.Value}"));

    private string[] MayBe() => (_pending?.Split(' ')[0], _frozen) switch
    {
        ("freeze", _) => ["Thawed", "Frozen"],
        ("release", _) => ["Frozen", "Merging", "Thawed"],
        (_, null) => ["Merging", "Thawed"],
        _ => ["Frozen"],
    };

    // The next command that makes sense: null while it merges.
    private string? Begin() => _frozen is not null ? $"release {Hold}"
        : victim.Host.State(FreezeLab.Target) == "Thawed" ? $"freeze hold{++_holds} 600 {FreezeLab.Target}"
        : null;

    private void Obey(string command)
    {
        if (command.StartsWith("freeze", StringComparison.Ordinal))
        {
            _frozen = victim.Freeze($"freeze {Hold} 600");
            return;
        }

        victim.Host.Do(command);
        _frozen = null;
    }

    private bool HasHolder() => victim.Host.Status(FreezeLab.Target).GetProperty("Holders").GetArrayLength() > 0;

    // It died when the end of its last hold was stored and the thaw was not.
    private string? AwaitThaw()
    {
        Eventually.True(() => victim.Host.State(FreezeLab.Target) != "Frozen", $"a target that nobody holds thaws: {victim.Host.Story}");
        return null;
    }

    private void Check()
    {
        if (_frozen is not null)
            victim.Lab.BaseSum().ShouldBe(_frozen, "the base while frozen");
    }
}
