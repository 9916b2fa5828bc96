namespace AoEde.Engine.Safety;

/// <summary>Which interfaces of the host a target is offered on: wanted by the target, allowed and not denied by the policy.</summary>
public static class InterfaceMatcher
{
    /// <summary>Whether an interface name fits one of a target's names or globs (<c>*</c>, <c>?</c>).</summary>
    public static bool IsWanted(IReadOnlyList<string> wanted, string name) => Glob.MatchesAny(wanted, name);

    /// <summary>Whether the policy lets targets be offered on this interface.</summary>
    public static bool IsAllowed(HostPolicy policy, string name) =>
        Glob.MatchesAny(policy.AllowedInterfaces, name) && !Glob.MatchesAny(policy.DeniedInterfaces, name);

    /// <summary>Whether a target is offered on this interface.</summary>
    public static bool Selects(HostPolicy policy, IReadOnlyList<string> wanted, string name) =>
        IsWanted(wanted, name) && IsAllowed(policy, name);

    /// <summary>Null when at least one present interface is selected; otherwise <c>NoInterface</c> with the reason for it.</summary>
    public static Refusal? Check(HostPolicy policy, IReadOnlyList<string> wanted, IReadOnlyList<string> present)
    {
        var denied = new List<string>();
        foreach (var name in present)
        {
            if (!IsWanted(wanted, name)) continue;
            if (IsAllowed(policy, name)) return null;
            denied.Add(name);
        }

        var asked = string.Join(", ", wanted);
        return new Refusal(RefusalReasons.NoInterface, denied.Count > 0
            ? $"{asked} means {string.Join(", ", denied)} on this host, which the host policy does not allow. "
                + "Name another interface or change allowedInterfaces/deniedInterfaces."
            : $"No interface of this host matches {asked}; there are {string.Join(", ", present)}. "
                + "Correct the name, or wait for the interface to appear.");
    }
}
