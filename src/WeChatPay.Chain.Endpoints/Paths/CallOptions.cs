namespace WeChatPay.Chain.Endpoints;

/// <summary>What checked and unchecked calls have in common.</summary>
internal static class CallOptions
{
    public static Uri? ToUri(string? text) => text switch
    {
        null => null,
        _ when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        _ => throw new ArgumentException(
            "The option 'base_uri' is not an absolute URL. Pass one of the platform's hosts, such as https://api2.mch.weixin.qq.com/.",
            "base_uri"),
    };

    public static async Task<WeChatPayResponse<TData>> ReadAsync<TData>(Task<WeChatPayResponse> call)
        where TData : ResponseFields, new() => new(await call.ConfigureAwait(false));
}
