using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Says what is wrong with a key that is neither an option nor a variable of the template, and what was probably meant.</summary>
internal static class UnknownOption
{
    public static ArgumentException Error(string key, string template, IReadOnlyList<string> variables) => new(
        (Elsewhere(key) is { } place
            ? $"The option '{key}' of wechatpay-php lives elsewhere here: {place}"
            : $"'{key}' is neither an option nor a variable of '{template}'.{NearestName.Suggest(key, OptionTable.Names.Concat(variables))}")
        + $" Options: {string.Join(", ", OptionTable.Names)}. Variables of this template: {(variables.Count > 0 ? string.Join(", ", variables) : "none")}.",
        key);

    /// <returns>Where what a key of Guzzle's sets is set here; null for other keys.</returns>
    public static string? Elsewhere(string key) => key switch
    {
        "debug" => "put a logging DelegatingHandler into WeChatPayClientOptions.PrimaryHandler.",
        "handler" => "WeChatPayClientOptions.PrimaryHandler takes an HttpMessageHandler.",
        "verify" => "TLS is always checked; trust a private root in the handler given as WeChatPayClientOptions.PrimaryHandler.",
        "cert" or "ssl_key" => "WeChatPayClientOptions.MerchantCertificate holds certificate and key, and 'security' presents them.",
        "http_errors" => "a response other than 2xx is always a WeChatPayApiException, which carries the response.",
        "connect_timeout" => "set ConnectTimeout on the SocketsHttpHandler given as WeChatPayClientOptions.PrimaryHandler.",
        "proxy" => "set it on the SocketsHttpHandler given as WeChatPayClientOptions.PrimaryHandler.",
        "multipart" => "pass a MediaUpload as 'body'.",
        "form_params" => "pass a FormUrlEncodedContent as 'body'.",
        _ => null,
    };
}
