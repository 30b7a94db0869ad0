using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Requests;

/// <summary>Says what is wrong with a key that is neither an option nor a variable of the template, and what was probably meant.</summary>
internal static class UnknownOption
{
    public static ArgumentException Error(string key, string template, IReadOnlyList<string> variables) => new(
        (ElsewhereHere(key) is { } place
            ? $"The option '{key}' of wechatpay-php lives elsewhere here: {place}"
            : $"'{key}' is neither an option nor a variable of '{template}'.{NearestName.Suggest(key, OptionNames.All.Concat(variables))}")
        + $" Options: {string.Join(", ", OptionNames.All)}. Variables of this template: {(variables.Count > 0 ? string.Join(", ", variables) : "none")}.",
        key);

    private static string? ElsewhereHere(string key) => key switch
    {
        "debug" => "put a logging DelegatingHandler into WeChatPayClientOptions.PrimaryHandler.",
        "handler" => "WeChatPayClientOptions.PrimaryHandler takes an HttpMessageHandler.",
        "verify" => "TLS is always checked; trust a private root in the handler given as WeChatPayClientOptions.PrimaryHandler.",
        "cert" or "ssl_key" => "WeChatPayClientOptions.MerchantCertificate holds certificate and key, and 'security' presents them.",
        "proxy" => "set it on the SocketsHttpHandler given as WeChatPayClientOptions.PrimaryHandler.",
        "multipart" => "pass a MediaUpload as 'body'.",
        "form_params" => "pass a FormUrlEncodedContent as 'body'.",
        _ => null,
    };
}
