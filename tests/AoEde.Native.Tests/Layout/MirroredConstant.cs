namespace AoEde.Native.Tests.Layout;

/// <summary>
/// A constant of ours and the C expression it mirrors. OnlyIfDefined is for macros that older headers lack: they are
/// compared where they exist.
/// </summary>
public sealed record MirroredConstant(string CExpression, long Value, bool OnlyIfDefined = false);
