namespace AoEde.Native.Tests.Layout;

/// <summary>
/// Structures and constants of one area that mirror kernel or libc headers. Derive one class per area: the tests find
/// it by reflection.
/// </summary>
public abstract class LayoutTable
{
    /// <summary>Headers to include, in order, for instance `linux/if_packet.h`.</summary>
    public abstract IReadOnlyList<string> Headers { get; }

    public virtual IReadOnlyList<MirroredStruct> Structs => [];

    /// <summary>Structures that share memory with the kernel but stand in no header, so that nothing can be compared.</summary>
    public virtual IReadOnlyList<Type> InNoHeader => [];

    public virtual IReadOnlyList<MirroredConstant> Constants => [];

    /// <summary>Every const of a class whose names are C's own; <paramref name="except"/> for those that are not.</summary>
    protected static IEnumerable<MirroredConstant> ConstantsOf(Type holder, params string[] except) =>
        from field in holder.GetFields(System.Reflection.BindingFlags.Static
            | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
        where field.IsLiteral && field.FieldType != typeof(string) && !except.Contains(field.Name)
        select new MirroredConstant(field.Name, Convert.ToInt64(field.GetRawConstantValue(), null));
}
