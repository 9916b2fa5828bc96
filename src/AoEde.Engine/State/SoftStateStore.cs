using System.Text.Json;
using System.Text.Json.Serialization;
using AoEde.Protocol;

namespace AoEde.Engine.State;

/// <summary>
/// Keeps each target's <see cref="SoftState"/> as one small JSON file. A file is replaced whole: written beside, synced,
/// renamed, and the folder synced, so that a crash leaves the old or the new one.
/// </summary>
internal sealed partial class SoftStateStore
{
    private const int ThawedVersion = 1;

    // A version of AoEde that knows no freezes must not serve the stale base of a frozen target: it refuses this number.
    private const int FrozenVersion = 2;
    private readonly string _folder;

    /// <summary>Opens the store, making its folder.</summary>
    /// <param name="stateDirectory">The engine's state directory.</param>
    public SoftStateStore(string stateDirectory)
    {
        _folder = Path.Combine(stateDirectory, "targets");
        Directory.CreateDirectory(_folder);
    }

    /// <summary>What was stored for a target, or null when nothing was, or what was there belongs to another target of that name.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="uid">Its identity.</param>
    /// <exception cref="InvalidDataException">The file is there and cannot be understood.</exception>
    public SoftState? Load(string name, Guid uid)
    {
        string path = FileOf(name);
        if (!File.Exists(path))
            return null;
        try
        {
            var stored = JsonSerializer.Deserialize(File.ReadAllBytes(path), StoredJson.Default.Stored)
                ?? throw new FormatException("it holds nothing");
            if (stored.Version is not (ThawedVersion or FrozenVersion))
                throw new FormatException($"it has format {stored.Version}, not {ThawedVersion} or {FrozenVersion}: another version wrote it");
            return stored.Uid != uid ? null : FromStored(stored);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InvalidDataException($"{path} cannot be read ({e.Message}). Move it away to start without stored state.", e);
        }
    }

    /// <summary>Stores a target's state; when it returns, it is on the disk.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="uid">Its identity.</param>
    /// <param name="state">The state.</param>
    public void Save(string name, Guid uid, SoftState state)
    {
        var stored = new Stored
        {
            Version = state.ShadowPath is null ? ThawedVersion : FrozenVersion,
            Uid = uid,
            ConfigString = Convert.ToBase64String(state.ConfigString),
            Mask = state.Mask.Select(m => m.ToString()).ToArray(),
            Reservation = state.Reservation.Select(m => m.ToString()).ToArray(),
            RecordedBytes = state.RecordedBytes,
            ShadowPath = state.ShadowPath,
            FreezeSequence = state.FreezeSequence,
        };
        Native.Files.DurableFile.Replace(FileOf(name), JsonSerializer.SerializeToUtf8Bytes(stored, StoredJson.Default.Stored));
    }

    /// <summary>Removes a target's state, if there is any; when it returns, that is on the disk.</summary>
    /// <param name="name">The target's name.</param>
    public void Delete(string name)
    {
        string path = FileOf(name);
        if (!File.Exists(path))
            return;
        File.Delete(path);
        Native.Files.DurableFile.SyncFolderOf(path);
    }

    private static SoftState FromStored(Stored stored)
    {
        var state = new SoftState
        {
            ConfigString = Convert.FromBase64String(stored.ConfigString ?? throw new FormatException("configString is null")),
            Mask = Macs(stored.Mask, "mask"),
            Reservation = Macs(stored.Reservation, "reservation"),
            RecordedBytes = stored.RecordedBytes,
            ShadowPath = stored.ShadowPath,
            FreezeSequence = stored.FreezeSequence,
        };
        return state.ConfigString.Length <= AoeWire.MaximumConfigLength
            ? state
            : throw new FormatException($"configString has more than {AoeWire.MaximumConfigLength} bytes");
    }

    private static MacAddress[] Macs(string?[]? list, string name)
    {
        if (list is null || list.Length > AoeWire.MaximumListCount)
            throw new FormatException($"{name} is not a list of at most {AoeWire.MaximumListCount} addresses");
        return [.. list.Select(text => MacAddress.TryParse(text, out var mac) ? mac : throw new FormatException($"{name} holds '{text}'"))];
    }

    private string FileOf(string name) => Path.Combine(_folder, PlainFileName.Of(name) + ".json");

    private sealed class Stored
    {
        public int Version { get; set; }

        public Guid Uid { get; set; }

        // A file that was edited by hand may hold null anywhere.
        public string? ConfigString { get; set; } = "";

        public string?[]? Mask { get; set; } = [];

        public string?[]? Reservation { get; set; } = [];

        public long RecordedBytes { get; set; }

        public string? ShadowPath { get; set; }

        public long FreezeSequence { get; set; }
    }

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Stored))]
    private sealed partial class StoredJson : JsonSerializerContext;
}
