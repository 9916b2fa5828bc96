namespace AoEde.Ctl;

/// <summary>Something that a person must be told in one line: object, cause, remedy. Ends the command with exit code 1.</summary>
internal class CtlException(string message) : Exception(message);
