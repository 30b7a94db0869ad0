using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Creates the exception for a key that is neither an option nor a variable of the template, with a suggestion.</summary>
internal static class UnknownOption
{
    public static ArgumentException CreateException(string key, string template, IReadOnlyList<string> variables) => new(
        (FindReplacement(key) is { } replacement
            ? $"The option '{key}' of wechatpay-php is set elsewhere in this library: {replacement}"
            : $"'{key}' is neither an option nor a variable of "
                + $"'{template}'.{NearestName.Suggest(key, OptionTable.Names.Concat(variables))}")
        + $" Options: {string.Join(", ", OptionTable.Names)}. Variables of this template: "
        + $"{(variables.Count > 0 ? string.Join(", ", variables) : "none")}.",
        key);

    /// <returns>What replaces an option of Guzzle; <see langword="null"/> for other keys.</returns>
    public static string? FindReplacement(string key) => key switch
    {
        "debug" => "set a logging DelegatingHandler as WeChatPayClientOptions.PrimaryHandler.",
        "handler" => "WeChatPayClientOptions.PrimaryHandler takes an HttpMessageHandler.",
        "verify" =>
            "TLS certificates are always validated; trust a private root in the handler set as WeChatPayClientOptions.PrimaryHandler.",
        "cert" or "ssl_key" => "set WeChatPayClientOptions.MerchantCertificate, and pass 'security' to present it.",
        "http_errors" => "a response other than 2xx always throws a WeChatPayApiException, which contains the response.",
        "connect_timeout" => "set ConnectTimeout on the SocketsHttpHandler passed as WeChatPayClientOptions.PrimaryHandler.",
        "proxy" => "set it on the SocketsHttpHandler passed as WeChatPayClientOptions.PrimaryHandler.",
        "multipart" => "pass a MediaUpload as 'body'.",
        "form_params" => "pass a FormUrlEncodedContent as 'body'.",
        _ => null,
    };
}
