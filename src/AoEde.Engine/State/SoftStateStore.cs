using System.Text;
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
    private const int FormatVersion = 1;
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
        Stored? stored;
        try
        {
            stored = JsonSerializer.Deserialize(File.ReadAllBytes(path), StoredJson.Default.Stored);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is damaged ({e.Message}): move it away to start without stored state.", e);
        }

        if (stored is null || stored.Version != FormatVersion)
            throw new InvalidDataException($"{path} has format {stored?.Version}, not {FormatVersion}: it was written by another version.");
        return stored.Uid != uid ? null : new SoftState
        {
            ConfigString = Convert.FromBase64String(stored.ConfigString),
            Mask = stored.Mask.Select(MacAddress.Parse).ToArray(),
            Reservation = stored.Reservation.Select(MacAddress.Parse).ToArray(),
            RecordedBytes = stored.RecordedBytes,
        };
    }

    /// <summary>Stores a target's state; when it returns, it is on the disk.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="uid">Its identity.</param>
    /// <param name="state">The state.</param>
    public void Save(string name, Guid uid, SoftState state)
    {
        var stored = new Stored
        {
            Version = FormatVersion,
            Uid = uid,
            ConfigString = Convert.ToBase64String(state.ConfigString),
            Mask = state.Mask.Select(m => m.ToString()).ToArray(),
            Reservation = state.Reservation.Select(m => m.ToString()).ToArray(),
            RecordedBytes = state.RecordedBytes,
        };
        Native.Files.DurableFile.Replace(FileOf(name), JsonSerializer.SerializeToUtf8Bytes(stored, StoredJson.Default.Stored));
    }

    // Target names are DNS labels in manifests, but `export` makes them from anything: keep the file name plain.
    private string FileOf(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (char c in name)
            plain.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : $"%{(int)c:X2}");
        return Path.Combine(_folder, plain + ".json");
    }

    private sealed class Stored
    {
        public int Version { get; set; }

        public Guid Uid { get; set; }

        public string ConfigString { get; set; } = "";

        public string[] Mask { get; set; } = [];

        public string[] Reservation { get; set; } = [];

        public long RecordedBytes { get; set; }
    }

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Stored))]
    private sealed partial class StoredJson : JsonSerializerContext;
}
