using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Endpoints;

/// <summary>
/// Items that are sent as one string that contains a JSON array: <c>[new() { … }, …]</c>. A string that is already JSON converts to it.
/// </summary>
/// <typeparam name="T">The type of an item.</typeparam>
[CollectionBuilder(typeof(JsonList), nameof(JsonList.Create))]
public sealed class JsonList<T> : IEnumerable<T>, IRequestText
{
    private readonly T[] _items;
    private readonly string? _text;

    internal JsonList(T[] items) => _items = items;

    private JsonList(string text)
        : this([]) => _text = text;

    /// <summary>Converts a string that contains a JSON array.</summary>
    /// <param name="text">The string, which is sent unchanged. <see langword="null"/> for no list.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator JsonList<T>?(string? text) => text is null ? null : new(text);

    /// <summary>Enumerates the items. A list that was converted from a string has none.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string IRequestText.ToText() => _text ?? JsonText.Write(_items);
}
