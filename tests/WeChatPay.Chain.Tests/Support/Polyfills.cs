#if !NET10_0_OR_GREATER
#pragma warning disable IDE0130 // Every test sees it.
using System.Text.Json;

namespace WeChatPay.Chain.Tests;

/// <summary>APIs of the framework that tests use and .NET 8 lacks.</summary>
internal static class Polyfills
{
    extension(JsonElement)
    {
        public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement.Clone();

        public static JsonElement Parse(ReadOnlySpan<byte> utf8Json) => JsonDocument.Parse(utf8Json.ToArray()).RootElement.Clone();
    }

    public static async ValueTask<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var item in source)
        {
            list.Add(item);
        }
        return list;
    }
}
#endif
