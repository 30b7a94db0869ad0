using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>A member of a list, or a name and value of a map.</summary>
/// <param name="Name">Null in a list.</param>
/// <param name="Value">Null when undefined.</param>
internal readonly record struct TemplateMember(string? Name, object? Value)
{
    /// <summary>The members of a list or map, in order.</summary>
    /// <returns>Null when the value is neither.</returns>
    public static IEnumerable<TemplateMember>? TryReadAll(object value) =>
        NamedValues.TryRead(value)?.Select(pair => new TemplateMember(pair.Key, pair.Value))
        ?? ListValues.TryRead(value)?.Select(item => new TemplateMember(null, item));
}
