using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Responses;

/// <summary>
/// A JSON array: <c>[0]</c>, <c>Count</c>, <c>foreach</c>, and LINQ after a conversion to <c>IEnumerable&lt;dynamic&gt;</c>.
/// </summary>
[JsonConverter(typeof(ResponseNodeConverter))]
internal sealed class ResponseList(JsonElement json) : ResponseNode(json), IReadOnlyList<object?>
{
    int IReadOnlyCollection<object?>.Count => Json.GetArrayLength();

    object? IReadOnlyList<object?>.this[int index] => ToValue(Json[index]);

    IEnumerator<object?> IEnumerable<object?>.GetEnumerator() => Json.EnumerateArray().Select(ToValue).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<object?>)this).GetEnumerator();

    internal override bool TryGet(object? index, out object? value)
    {
        (var found, value) = index switch
        {
            "Count" or "Length" => (true, Json.GetArrayLength()),
            int position => ElementAt(position),
            // Large numbers in responses are long.
            long position => ElementAt(position),
            _ => (false, null),
        };
        return found;
    }

    private (bool Found, object? Value) ElementAt(long position) =>
        position >= 0 && position < Json.GetArrayLength() ? (true, ToValue(Json[(int)position])) : (false, null);
}
