using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Values;

/// <summary>The properties of an anonymous type, looked up once.</summary>
internal sealed class AnonymousType
{
    private static readonly ConditionalWeakTable<Type, AnonymousType> _types = [];
    private static readonly Type[] _plainTypes = [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(decimal)];

    private readonly PropertyInfo[] _properties;
    private readonly string? _problem;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An anonymous type that lost properties is rejected.")]
    private AnonymousType(Type type)
    {
        _properties = Array.FindAll(type.GetProperties(BindingFlags.Public | BindingFlags.Instance), static property => property.CanRead);
        _problem = ObjectMembers.FindProblem(type, _properties.Length);
        IsPlain = Array.TrueForAll(_properties, static property => IsPlainType(property.PropertyType));
    }

    /// <summary>Whether each property is a string, a number, a <see cref="bool"/>, or an anonymous object of these.</summary>
    public bool IsPlain { get; }

    /// <param name="type">A type that <see cref="ObjectMembers.IsAnonymous"/>.</param>
    public static AnonymousType Get(Type type) => _types.GetValue(type, static type => new AnonymousType(type));

    /// <summary>Reads names and values, in the order of declaration.</summary>
    /// <exception cref="ArgumentException">Properties are missing because the program is trimmed.</exception>
    public KeyValuePair<string, object?>[] Read(object value)
    {
        if (_problem is not null)
        {
            throw new ArgumentException(_problem);
        }
        var members = new KeyValuePair<string, object?>[_properties.Length];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = KeyValuePair.Create(_properties[i].Name, _properties[i].GetValue(value));
        }
        return members;
    }

    private static bool IsPlainType(Type type) => _plainTypes.Contains(type) || (ObjectMembers.IsAnonymous(type) && Get(type).IsPlain);
}
