namespace AoEde.Protocol;

/// <summary>What a Config request wants: the low nibble of byte 29. Other values occur and are answered with an error.</summary>
public enum ConfigCommand : byte
{
    /// <summary>Return the string.</summary>
    Read = 0,

    /// <summary>Answer only if the string equals the argument.</summary>
    Test = 1,

    /// <summary>Answer only if the string begins with the argument.</summary>
    TestPrefix = 2,

    /// <summary>Set the string if it is empty or the same.</summary>
    Set = 3,

    /// <summary>Set the string.</summary>
    ForceSet = 4,
}
