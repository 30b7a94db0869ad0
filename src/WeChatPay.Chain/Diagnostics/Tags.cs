using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>The names of tags, from OpenTelemetry's conventions for HTTP clients where they exist.</summary>
/// <remarks>See https://opentelemetry.io/docs/specs/semconv/http/.</remarks>
internal static class Tags
{
    public const string Method = "http.request.method";
    public const string Resends = "http.request.resend_count";
    public const string Status = "http.response.status_code";
    public const string Host = "server.address";
    public const string Port = "server.port";
    public const string ErrorType = "error.type";
    public const string Template = "url.template";

    /// <summary><c>success</c>, <c>no_effect</c> or <c>unknown</c>.</summary>
    public const string Outcome = "wechatpay.outcome";

    /// <summary>A <see cref="SignatureFailure"/>.</summary>
    public const string Reason = "wechatpay.signature_failure.reason";

    /// <summary>The message that could not be verified: <see cref="Response"/> or <see cref="Notification"/>.</summary>
    public const string Message = "wechatpay.signature_failure.message";

    public const string Response = "response";
    public const string Notification = "notification";

    /// <summary>The platform's <c>Request-ID</c>, on spans of calls.</summary>
    public const string RequestId = "wechatpay.request_id";

    /// <summary>The merchant number of a client.</summary>
    public const string Merchant = "wechatpay.merchant_id";

    /// <summary>Creates the tags of a call that are known before it is sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="uri">The URL, which may be on the backup host.</param>
    public static KeyValuePair<string, object?>[] From(CallRequest request, Uri uri) =>
    [
        new(Method, request.Method.Method),
        new(Template, UrlTemplate.Redact(request.Template)),
        new(Host, uri.Host),
        new(Port, uri.Port),
        new(Merchant, request.MerchantId),
    ];
}
