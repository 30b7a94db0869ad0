using System.Net;
using System.Text.Json;
using WeChatPay.Chain.Errors;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>The exception that is thrown when the platform returns an error response.</summary>
/// <remarks>
/// The error codes are documented with each endpoint; https://pay.weixin.qq.com/doc/v3/merchant/4012081670 lists the common ones.
/// </remarks>
public sealed class WeChatPayApiException : WeChatPayException
{
    private WeChatPayApiException(string message, WeChatPayResponse response, bool outcomeUnknown, Exception? innerException = null)
        : base(message, outcomeUnknown, innerException) => Response = response;

    /// <summary>Gets the HTTP status code.</summary>
    public int StatusCode => Response.StatusCode;

    /// <summary>
    /// Gets the platform's error code, such as <c>PARAM_ERROR</c>. In APIv2, this is the field <c>err_code</c> or, depending on the
    /// endpoint, <c>error_code</c>, <c>retcode</c> or <c>ret_code</c>. <see langword="null"/> if the response has no code, such as an APIv2
    /// response whose <c>return_code</c> is <c>FAIL</c>, or the page of a gateway.
    /// </summary>
    public string? Code { get; private init; }

    /// <summary>
    /// Gets the platform's error message, usually in Chinese. In APIv2, this is the field <c>err_code_des</c>, <c>error_code_des</c>,
    /// <c>result_msg</c>, <c>retmsg</c> or <c>ret_msg</c>, or else <c>return_msg</c>. <see langword="null"/> if the response has none.
    /// </summary>
    public string? ApiMessage { get; private init; }

    /// <summary>
    /// Gets the details of the error, such as the invalid field, or the signature message that the platform expected.
    /// <see cref="JsonValueKind.Undefined"/> if absent. It may contain what was sent, so do not log it.
    /// </summary>
    public JsonElement Detail { get; private init; }

    /// <summary>Gets the platform's <c>Request-ID</c>, for its support. <see langword="null"/> if the response has none.</summary>
    public string? RequestId => Response.RequestId;

    /// <summary>
    /// Gets a value that indicates whether the platform asks to retry the same request, with the same order number, after a delay.
    /// <see langword="false"/> for the page of a gateway, such as a 503 in HTML.
    /// </summary>
    public bool IsRetryable { get; private init; }

    /// <summary>Gets the delay that the platform asks for. <see langword="null"/> if it does not specify one.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Gets the response. It is not verified, because error responses are not signed.</summary>
    public WeChatPayResponse Response { get; }

    /// <summary>Creates the exception that a verb throws for an error response, for unit tests of code that catches it.</summary>
    /// <param name="response">
    /// The error response: a status other than 2xx, or APIv2 XML whose <c>return_code</c> or <c>result_code</c> is not <c>SUCCESS</c>.
    /// </param>
    /// <param name="request">The request that the message names.</param>
    /// <exception cref="ArgumentException"><paramref name="response"/> is not an error response.</exception>
    /// <example>
    /// <code>var notFound = WeChatPayApiException.Create(WeChatPayResponse.Create("""{"code":"ORDER_NOT_EXIST"}""", 404));</code>
    /// </example>
    public static WeChatPayApiException Create(WeChatPayResponse response, string request = "GET v3/test")
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentException.ThrowIfNullOrWhiteSpace(request);
        if (V2ResultCodes.FindFailure(response.Xml) is { } verdict)
        {
            return FromV2(response, response.Xml, verdict, request);
        }
        return response.StatusCode is < 200 or > 299
            ? From(response, request, _ => "", TimeProvider.System)
            : throw new ArgumentException(
                $"The response is a success (status {response.StatusCode}). Create it with an error status, or with XML whose return_code "
                    + "or result_code is not SUCCESS.",
                nameof(response));
    }

    /// <summary>Creates the error of a response whose status is not 2xx.</summary>
    /// <param name="response">The error response.</param>
    /// <param name="request">The request, for the message.</param>
    /// <param name="adviceOn">Returns advice for an error code of the platform, or an empty string.</param>
    /// <param name="timeProvider">The clock, for a <c>Retry-After</c> that is a date.</param>
    internal static WeChatPayApiException From(
        WeChatPayResponse response, string request, Func<string?, string> adviceOn, TimeProvider timeProvider)
    {
        var platformCode = response.Json.GetText("code") is { Length: > 0 } text ? text : null;
        var code = platformCode ?? V2Error.GetCode(response.Xml);
        var apiMessage = response.Json.GetText("message") ?? V2Error.GetMessage(response.Xml);
        // The page of a gateway does not show whether the request took effect.
        var isKnown = platformCode is not null
            && response.StatusCode < (int)HttpStatusCode.InternalServerError
            && !IsOpenCode(platformCode);
        return new WeChatPayApiException(
            Describe(response, request, code, apiMessage) + adviceOn(platformCode), response, outcomeUnknown: !isKnown)
        {
            Code = code,
            ApiMessage = apiMessage,
            Detail = response.Json.GetMember("detail"),
            IsRetryable = platformCode is not null && (response.StatusCode is 429 or 502 or 503 || IsRetryableCode(platformCode)),
            RetryAfter = GetRetryAfter(response, timeProvider),
        };
    }

    /// <summary>Creates the error of an APIv2 response, whose status is 200.</summary>
    /// <param name="response">The error response.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="verdict">The value in place of <c>SUCCESS</c>.</param>
    /// <param name="request">The request, for the message.</param>
    internal static WeChatPayApiException FromV2(
        WeChatPayResponse response, IReadOnlyDictionary<string, string> fields, string verdict, string request)
    {
        var code = V2Error.GetCode(fields);
        var apiMessage = V2Error.GetMessage(fields);
        // Any other value in place of SUCCESS is undocumented, and may mean anything.
        var isKnown = verdict == "FAIL" || verdict == V2Error.GetVerdict(fields);
        var isSignatureRejected = code is "SIGNERROR" or "SIGN_ERROR" || apiMessage?.Contains("签名", StringComparison.Ordinal) == true;
        var message = $"{request} returned an error. {Join(code ?? verdict, apiMessage)}{DescribeRequestId(response)}"
            + (isSignatureRejected ? V2Error.SignatureAdvice : "");
        return new WeChatPayApiException(message, response, outcomeUnknown: !isKnown || IsOpenCode(code))
        {
            Code = code,
            ApiMessage = apiMessage,
            IsRetryable = IsRetryableCode(code),
        };
    }

    /// <summary>Creates the same error with another message.</summary>
    internal WeChatPayApiException WithMessage(string message) => new(message, Response, OutcomeUnknown, innerException: this)
    {
        Code = Code,
        ApiMessage = ApiMessage,
        Detail = Detail,
        IsRetryable = IsRetryable,
        RetryAfter = RetryAfter,
    };

    private static string Describe(WeChatPayResponse response, string request, string? code, string? apiMessage)
    {
        var error = code is null && apiMessage is null ? DescribeUnknownBody(response) : Join(code, apiMessage);
        var field = response.Json.GetMember("detail").GetText("field") is { } name ? $" Field: {DisplayText.From(name)}." : "";
        return $"{request} returned {response.StatusCode}. {error}{field}{DescribeRequestId(response)}";
    }

    private static string DescribeUnknownBody(WeChatPayResponse response) => response.StatusCode is >= 300 and < 400
        ? "Redirects are not followed, because a signature is valid for one URL only. Check the path and the host."
        : $"The body ({response.BodyBytes.Length} bytes) is not an error of the platform: a proxy or gateway may have sent it. "
            + "See Response.Body.";

    private static string DescribeRequestId(WeChatPayResponse response) =>
        response.RequestId is { } requestId ? $" Request-ID: {DisplayText.From(requestId)}." : "";

    private static string Join(string? code, string? apiMessage) =>
        string.Join(": ", new[] { code, apiMessage }.OfType<string>().Where(text => text.Length > 0).Select(DisplayText.From));

    // The outcome is still open: the user is entering the password, the bank has not responded, or the request is in progress.
    private static bool IsOpenCode(string? code) =>
        code is "SYSTEM_ERROR" or "SYSTEMERROR" or "BANK_ERROR" or "BANKERROR" or "USERPAYING" or "USER_PAYING" or "PROCESSING"
            or "BIZERR_NEED_RETRY" or "MICROPAY_USERPAYING" or "MICROPAY_TIMEOUT" or "MICROPAY_PAY_QUERY_TIMEOUT";

    private static bool IsRetryableCode(string? code) =>
        code is "SYSTEM_ERROR" or "SYSTEMERROR" or "SERVICE_UNAVAILABLE" or "BANK_ERROR" or "BANKERROR"
            or "RATELIMIT_EXCEEDED" or "RATELIMIT_EXCEED" or "FREQUENCY_LIMITED" or "FREQUENCY_LIMIT_EXCEED" or "RATE_LIMITED";

    private static TimeSpan? GetRetryAfter(WeChatPayResponse response, TimeProvider timeProvider) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - timeProvider.GetUtcNow() is { Ticks: > 0 } pause => pause,
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

}
