using System.Collections;
using System.Text.Json;

namespace WeChatPay.Chain.Endpoints;

/// <summary>A JSON array whose items are read when they are used.</summary>
internal sealed class FieldList<T>(JsonElement list, string name, Func<JsonElement, string, T> read) : IReadOnlyList<T>
{
    public int Count => list.GetArrayLength();

    public T this[int index] => index >= 0 && index < Count
        ? read(list[index], name)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list '{name}' has {Count} items.");

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var item in list.EnumerateArray())
        {
            yield return read(item, name);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
