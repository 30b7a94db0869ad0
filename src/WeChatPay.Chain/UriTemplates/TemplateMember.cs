using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>A member of a list or a map.</summary>
/// <param name="Name">The name, or null in a list.</param>
/// <param name="Value">The value, or null if it is undefined.</param>
internal readonly record struct TemplateMember(string? Name, object? Value)
{
    /// <summary>Reads the members of a list or map, in order.</summary>
    /// <returns>The members, or null if the value is neither.</returns>
    public static IEnumerable<TemplateMember>? TryReadAll(object value) =>
        NamedValues.TryRead(value)?.Select(pair => new TemplateMember(pair.Key, pair.Value))
        ?? ListValues.TryRead(value)?.Select(item => new TemplateMember(null, item));
}
