using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AoEde.Native.Tests.Layout;

/// <summary>Sizes and offsets as the runtime lays blittable structures out.</summary>
internal static class ManagedLayout
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static FieldInfo[] Fields(Type type) => type.GetFields(Instance);

    public static int Size(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>Sequential layout by its rule: each field at the next multiple of its alignment.</summary>
    public static int Offset(Type type, string name)
    {
        var explicitOffset = type.GetField(name, Instance)?.GetCustomAttribute<FieldOffsetAttribute>();
        if (explicitOffset is not null)
            return explicitOffset.Value;
        var offset = 0;
        foreach (var field in Fields(type).OrderBy(field => field.MetadataToken))
        {
            var alignment = Alignment(field.FieldType);
            offset = (offset + alignment - 1) / alignment * alignment;
            if (field.Name == name)
                return offset;
            offset += FieldSize(field.FieldType);
        }

        throw new MissingFieldException(type.Name, name);
    }

    private static int FieldSize(Type type) => type.IsPointer ? nint.Size : Size(type);

    private static int Alignment(Type type) =>
        type.IsPointer ? nint.Size
        : type.IsPrimitive || type.IsEnum ? Size(type)
        : Fields(type).Max(field => Alignment(field.FieldType));
}
