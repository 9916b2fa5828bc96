namespace AoEde.Engine.Disk;

/// <summary>What is to be done with a request that asks to run.</summary>
internal enum Admission
{
    /// <summary>Nothing is in its way: start it now.</summary>
    Run,

    /// <summary>An earlier request overlaps it: it is released when that one has finished.</summary>
    Wait,

    /// <summary>The same write is in flight: it runs once, and this one shares its answer.</summary>
    Duplicate,
}
