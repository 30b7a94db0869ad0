using System.Reflection;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Writes a type as in C#: with keywords, nullability and <c>dynamic</c>.</summary>
internal sealed class TypeName
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    private readonly IList<bool> _dynamicFlags;
    private int _position;

    private TypeName(ICustomAttributeProvider owner)
    {
        var attribute = owner.GetCustomAttributes(typeof(DynamicAttribute), inherit: false).OfType<DynamicAttribute>().SingleOrDefault();
        _dynamicFlags = attribute?.TransformFlags ?? [];
    }

    /// <summary>The type of a parameter, a property, a field or a result.</summary>
    public static string Of(Type type, NullabilityInfo nullability, ICustomAttributeProvider owner) => new TypeName(owner).Write(type, nullability);

    /// <summary>A type by itself.</summary>
    public static string Of(Type type) => new TypeName(type).Write(type, null);

    private string Write(Type type, NullabilityInfo? nullability)
    {
        // The flags follow the order in which C# writes the parts of the type.
        var isDynamic = _position < _dynamicFlags.Count && _dynamicFlags[_position];
        _position++;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Write(underlying, nullability?.GenericTypeArguments.ElementAtOrDefault(0)) + "?";
        }
        var mark = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }
        return (isDynamic ? "dynamic" : _keywords.GetValueOrDefault(type) ?? NameOf(type) + Arguments(type, nullability)) + mark;
    }

    private string Arguments(Type type, NullabilityInfo? nullability) => !type.IsGenericType
        ? ""
        : $"<{string.Join(", ", type.GetGenericArguments().Select((argument, index) => Write(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index))))}>";

    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsNested && !type.IsGenericParameter ? $"{NameOf(type.DeclaringType!)}.{name}" : name;
    }
}
