namespace AoEde.Native.Tests.Layout;

/// <summary>A structure of ours and its C type; Fields pairs our field with the C member.</summary>
public sealed record MirroredStruct(Type Type, string CType, params (string Ours, string C)[] Fields);
