namespace AoEde.Engine.Hosting;

/// <summary>Whether a target with an open device is answering, in words.</summary>
internal static class WireState
{
    public static TargetCondition Of(TargetRecord record, InterfaceSet interfaces)
    {
        if (record.ConflictHeardAt is not null && record.Options.RefuseOnConflict && record.Lanes.Count == 0)
            return TargetConditions.Conflict;
        var up = record.Lanes.Where(l => interfaces.IsUp(l.Pump)).Select(l => $"{l.Pump.Options.InterfaceName} ({l.Pump.Options.Mac})").ToArray();
        if (up.Length > 0)
            return TargetConditions.OnWire(string.Join(", ", up));
        if (interfaces.CheckSelection(record.Options) is { } none)
            return TargetConditions.Off(none);
        var selected = interfaces.Selected(record.Options);
        return selected.Any(l => l.IsUp)
            ? TargetConditions.Starting
            : TargetConditions.LinkDown(string.Join(", ", selected.Select(l => l.Name)));
    }
}
