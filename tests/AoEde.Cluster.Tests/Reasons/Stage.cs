using System.Text.Json.Nodes;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>One target of one test, and what the test set up for it: taken down in reverse on dispose, the target first.</summary>
internal sealed class Stage(ReasonsCluster cluster) : IAsyncDisposable
{
    private static int s_last;
    private readonly Stack<Action> _undo = new();
    private readonly List<string> _targets = [];

    /// <summary>The target's slot; its shelf is 7.</summary>
    public byte Slot { get; } = (byte)Interlocked.Increment(ref s_last);

    /// <summary>The target's name.</summary>
    public string Name => $"t{Slot}";

    public ApiServer Server => cluster.Server;

    public ReasonsCluster Cluster => cluster;

    /// <summary>What is to be on the node before the target is applied.</summary>
    public Func<Task> Prelude { get; set; } = () => Task.CompletedTask;

    /// <summary>Has something undone in the end, after the target is gone.</summary>
    public void Undo(Action action) => _undo.Push(action);

    /// <summary>Something to be disposed in the end.</summary>
    public T Keep<T>(T thing)
        where T : IDisposable
    {
        Undo(thing.Dispose);
        return thing;
    }

    /// <summary>A new image of 8 MiB.</summary>
    public TempImage Image() => Keep(new TempImage(sectors: 16 * 1024, filled: false));

    /// <summary>The backing that is a file.</summary>
    public static string FileBacking(string path) => $"{{file: {{path: \"{path}\"}} }}";

    /// <summary>Applies the target.</summary>
    /// <param name="backing">The backing, in YAML on one line; null for a new image.</param>
    /// <param name="node">Its node.</param>
    /// <param name="interfaces">Its interfaces.</param>
    /// <param name="more">More lines of the spec, not indented.</param>
    /// <param name="name">Another name.</param>
    /// <param name="shelf">Another shelf.</param>
    public Task ApplyAsync(
        string? backing = null, string node = "n1", string interfaces = "eth0", string more = "", string? name = null, int shelf = 7) =>
        Server.ApplyAsync(Manifest(backing, node, interfaces, more, name, shelf));

    /// <inheritdoc cref="ApplyAsync"/>
    public string Manifest(
        string? backing = null, string node = "n1", string interfaces = "eth0", string more = "", string? name = null, int shelf = 7)
    {
        _targets.Add(name ?? Name);
        return $$"""
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: {name: {{name ?? Name}} }
            spec:
              nodeName: {{node}}
              shelf: {{shelf}}
              slot: {{Slot}}
              interfaces: [{{interfaces}}]
              backing: {{backing ?? FileBacking(Image().Path)}}
            {{string.Join('\n', more.Split('\n').Select(line => "  " + line))}}
            """;
    }

    /// <summary>Changes the spec by a merge patch.</summary>
    public Task PatchSpecAsync(string spec) => Server.PatchAsync(Objects.Target(Name), $$"""{"spec":{{spec}} }""");

    /// <summary>Finds the target on the wire.</summary>
    public TargetClient Find(Initiator initiator) => initiator.Find(7, Slot);

    /// <summary>Waits for a condition, written <c>False/NotFound</c>, and for the line that kubectl prints of the target.</summary>
    /// <param name="type">The condition's type.</param>
    /// <param name="condition">Its status and reason.</param>
    /// <param name="line">Cells of <c>kubectl get aoet</c> between NAME and AGE, with a bar between any two.</param>
    /// <param name="warning">The event about it; null when there is none to be.</param>
    /// <param name="name">Another target.</param>
    /// <returns>The condition's message.</returns>
    public async Task<string> ExpectAsync(string type, string condition, string line, string? warning, string? name = null)
    {
        name ??= Name;
        var target = await Server.AwaitAsync(
            Objects.Target(name), entity => entity.Condition(type) == condition, $"{type} {condition}", () => cluster.Story);
        var printed = "";
        try
        {
            await Wait.UntilAsync(
                async _ => (printed = (await Printed.LineAsync(Server, name)).Shown) == line, $"kubectl prints {line}", TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}, but {printed}\n{await Server.GetAsync(Objects.Target(name))}", late);
        }

        if (warning is not null)
            await Server.AwaitEventAsync(name, warning);
        return target.Message(type);
    }

    /// <summary>Waits for a condition alone.</summary>
    public Task<JsonObject> AwaitConditionAsync(string type, string condition) =>
        Server.AwaitAsync(Objects.Target(Name), entity => entity.Condition(type) == condition, $"{type} {condition}", () => cluster.Story);

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _targets.Distinct(StringComparer.Ordinal))
            await DeleteAsync(name);
        while (_undo.TryPop(out var action))
            action();
    }

    private async Task DeleteAsync(string name)
    {
        if (await Server.GetAsync(Objects.Target(name)) is null)
            return;
        (await Server.KubectlAsync("annotate", "aoet", name, $"aoede.io/force-delete={name}", "aoede.io/freeze-")).Expect();
        var deleted = await Server.KubectlAsync("delete", "aoet", name, "--timeout=40s");
        if (deleted.ExitCode != 0 && await Server.GetAsync(Objects.Target(name)) is { } left)
            throw new InvalidOperationException($"{deleted.Errors}\n{left}\n{cluster.Story}");
    }
}
