using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Endpoints;

/// <summary>The fields of a request, in the order in which they are set.</summary>
/// <remarks>
/// A field that is not set is not sent. An optional field that is set to <see langword="null"/> is sent as <c>null</c>; a required one
/// that is set to <c>null!</c> is not sent, in case the platform does not require it any more. A field that is not documented is set by its
/// name: <c>new() { ["new_field"] = "value" }</c>.
/// </remarks>
public abstract class RequestFields : IReadOnlyDictionary<string, object?>
{
    // Two lists of objects, whose code the framework brings compiled. A list of pairs would be compiled by the first call of a program.
    private readonly List<string> _names = [];
    private readonly List<object?> _values = [];

    private protected RequestFields()
    {
    }

    /// <summary>Gets or sets a field by its name on the wire.</summary>
    /// <param name="name">The name, such as <c>out_trade_no</c>.</param>
    /// <returns>The value, or <see langword="null"/> if the field is not set.</returns>
    [IndexerName("Field")]
    public object? this[string name]
    {
        get => Find(name);
        set => SetField(name, value);
    }

    /// <summary>Returns the names of the fields that are set, without their values.</summary>
    public override string ToString() => $"{{ {string.Join(", ", _names)} }}";

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    int IReadOnlyCollection<KeyValuePair<string, object?>>.Count => _names.Count;

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => _names;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => _values.Select(ToWire);

    object? IReadOnlyDictionary<string, object?>.this[string key] =>
        IndexOf(key) is >= 0 and var index ? ToWire(_values[index]) : throw new KeyNotFoundException($"'{key}' is not set.");

    bool IReadOnlyDictionary<string, object?>.ContainsKey(string key) => IndexOf(key) >= 0;

    bool IReadOnlyDictionary<string, object?>.TryGetValue(string key, out object? value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? ToWire(_values[index]) : null;
        return index >= 0;
    }

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => Enumerate();

    IEnumerator IEnumerable.GetEnumerator() => Enumerate();

    private object? Find(string name) => IndexOf(name) is >= 0 and var index ? _values[index] : null;

    private protected T GetField<T>(string name) => Find(name) switch
    {
        T value => value,
        null => default!,
        var other => throw new InvalidOperationException(
            $"The field '{name}' was set by its name to a {other.GetType().Name}. Read it as [\"{name}\"]."),
    };

    private protected void SetField(string name, object? value)
    {
        if (IndexOf(name) is >= 0 and var index)
        {
            _values[index] = value;
        }
        else
        {
            _names.Add(name);
            _values.Add(value);
        }
    }

    /// <summary>Sets a required field, or removes it if the value is null.</summary>
    private protected void SetRequiredField(string name, [AllowNull] object value)
    {
        if (value is not null)
        {
            SetField(name, value);
        }
        else if (IndexOf(name) is >= 0 and var index)
        {
            _names.RemoveAt(index);
            _values.RemoveAt(index);
        }
    }

    private int IndexOf(string name) => _names.IndexOf(name);

    private static object? ToWire(object? value) => value is IRequestText text ? text.ToText() : value;

    private IEnumerator<KeyValuePair<string, object?>> Enumerate()
    {
        for (var i = 0; i < _names.Count; i++)
        {
            yield return KeyValuePair.Create(_names[i], ToWire(_values[i]));
        }
    }
}
