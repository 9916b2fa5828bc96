namespace AoEde.Kube.Config;

/// <summary>As whom to act, if the server lets the user do so.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Uid">The user's UID.</param>
/// <param name="Groups">The user's groups.</param>
/// <param name="Extra">Whatever else is known of the user.</param>
public sealed record Impersonation(
    string User, string? Uid, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, IReadOnlyList<string>> Extra);
