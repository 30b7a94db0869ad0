namespace WeChatPay.Chain.Endpoints;

/// <summary>Creates lists from collection expressions.</summary>
public static class JsonList
{
    /// <summary>Creates a list.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">The items.</param>
    public static JsonList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
