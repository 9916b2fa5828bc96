using System.Runtime.CompilerServices;
using AoEde.Engine.Hosting;
using AoEde.Engine.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Health;

/// <summary>Keeps the condition Healthy of every target. In the control loop.</summary>
internal sealed class HealthWatch(InterfaceSet interfaces, TimeProvider time, ILogger logger)
{
    private readonly ConditionalWeakTable<TargetRecord, HealthJudge> _judges = [];

    /// <summary>Looks at targets once.</summary>
    /// <param name="records">The targets.</param>
    /// <returns>Whether the condition of any is another now.</returns>
    public bool Look(IReadOnlyList<TargetRecord> records)
    {
        var reader = new HealthReader(interfaces);
        bool changed = false;
        foreach (var record in records)
        {
            var judge = _judges.GetValue(record, _ => new HealthJudge(time));
            var healthy = judge.Judge(reader.Read(record));
            if (healthy == record.Healthy)
                continue;
            Tell(record, healthy);
            record.Healthy = healthy;
            changed = true;
        }

        return changed;
    }

    private void Tell(TargetRecord record, TargetCondition healthy)
    {
        if (healthy.State == ConditionState.False)
            EngineLog.Unhealthy(logger, record.Options.Name, healthy.Reason, healthy.Message);
        else if (record.Healthy.State == ConditionState.False)
            EngineLog.HealthyAgain(logger, record.Options.Name);
    }
}
