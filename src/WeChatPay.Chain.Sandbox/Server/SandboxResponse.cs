using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox;

/// <summary>A response for the sandbox to send.</summary>
/// <remarks>As on the platform, a response with a 2xx status code is signed and an error response is not.</remarks>
/// <example>
/// <code>
/// sandbox.Respond(HttpMethod.Get, "v3/billdownload/file", SandboxResponse.Bytes(bill) with { IsSigned = false });
/// </code>
/// </example>
public sealed record SandboxResponse
{
    private SandboxResponse(int statusCode, string contentType, byte[] bodyBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        if (bodyBytes.Length > 0 && ForbidsBody(statusCode))
        {
            throw new ArgumentException(
                $"A response with status code {statusCode} cannot have a body. Use {nameof(SandboxResponse)}.{nameof(Empty)}, "
                    + "or another status code.",
                nameof(bodyBytes));
        }
        ResponseHeaders.Validate("Content-Type", contentType);
        StatusCode = statusCode;
        ContentType = contentType;
        BodyBytes = bodyBytes;
    }

    /// <summary>Gets the HTTP status code.</summary>
    public int StatusCode { get; }

    /// <summary>Gets the value of the <c>Content-Type</c> header; empty without a body.</summary>
    public string ContentType { get; }

    /// <summary>Gets the bytes of the body; may be empty.</summary>
    public byte[] BodyBytes { get; }

    /// <summary>Gets additional headers; empty by default. The signature headers of a signed response override them.</summary>
    /// <exception cref="ArgumentException">A name or a value is invalid, or the server sets that header.</exception>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = ResponseHeaders.Copy(value);
    } = new Dictionary<string, string>();

    /// <summary>
    /// Gets a value indicating whether the sandbox signs the response. The default is <see langword="true"/> for a 2xx status code. The
    /// platform does not sign the files that it serves, such as bills.
    /// </summary>
    public bool IsSigned { get; init; }

    /// <summary>The fields of an APIv2 message, to which the signature is added when it is sent; null for any other.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? Fields { get; private init; }

    /// <summary>Creates a response with a JSON body.</summary>
    /// <param name="body">Any object that System.Text.Json can serialize. Property names are kept.</param>
    /// <param name="statusCode">The HTTP status code.</param>
    public static SandboxResponse Json(object body, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Create(statusCode, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body, SandboxJson.Options));
    }

    /// <summary>Creates an APIv2 response with an XML body.</summary>
    /// <remarks>
    /// By default <c>return_code</c>, <c>return_msg</c> and <c>result_code</c> indicate success, and the sandbox adds the merchant's
    /// <c>mch_id</c>, a <c>nonce_str</c> and a <c>sign</c> of the request's <c>sign_type</c>. Each of them can be overridden in
    /// <paramref name="fields"/>. As on the platform, a response whose <c>return_code</c> is not <c>SUCCESS</c> is not signed.
    /// </remarks>
    /// <example>
    /// <code>
    /// sandbox.Respond(HttpMethod.Post, "v2/pay/orderquery",
    ///     request => SandboxResponse.Xml(new { trade_state = "NOTPAY", out_trade_no = request.Xml["out_trade_no"] }));
    /// </code>
    /// </example>
    /// <param name="fields">
    /// An anonymous object or a dictionary of strings and numbers, in the order of the XML. <see langword="null"/> is written as an empty
    /// string.
    /// </param>
    /// <param name="statusCode">The HTTP status code.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="fields"/> has no named fields, a value is not a string or a number, or a name or value is not valid in XML.
    /// </exception>
    public static SandboxResponse Xml(object fields, int statusCode = 200)
    {
        var complete = V2Fields.From(fields).ToList();
        var isSuccess = complete.Find(field => field.Key == "return_code").Value is null or "SUCCESS";
        if (isSuccess)
        {
            KeyValuePair<string, string>[] defaults =
                [new("return_code", "SUCCESS"), new("return_msg", "OK"), new("result_code", "SUCCESS")];
            complete = [.. defaults.ExceptBy(complete.Select(field => field.Key), field => field.Key), .. complete];
        }
        var response = Create(statusCode, "text/xml; charset=utf-8", V2Xml.Write(complete));
        return response with { Fields = complete, IsSigned = response.IsSigned && isSuccess };
    }

    /// <summary>Creates a response with a text body.</summary>
    /// <param name="body">The text, which is sent as UTF-8.</param>
    /// <param name="contentType">The value of the <c>Content-Type</c> header, such as <c>text/html</c>.</param>
    /// <param name="statusCode">The HTTP status code.</param>
    public static SandboxResponse Text(string body, string contentType = "text/plain", int statusCode = 200) =>
        Create(statusCode, contentType, Encoding.UTF8.GetBytes(body));

    /// <summary>Creates a response with a binary body.</summary>
    /// <param name="body">The bytes of the body. The array is not copied.</param>
    /// <param name="contentType">The value of the <c>Content-Type</c> header, such as <c>application/x-gzip</c>.</param>
    /// <param name="statusCode">The HTTP status code.</param>
    public static SandboxResponse Bytes(byte[] body, string contentType = "application/octet-stream", int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Create(statusCode, contentType, body);
    }

    /// <summary>Creates a response without a body.</summary>
    /// <param name="statusCode">The HTTP status code.</param>
    public static SandboxResponse Empty(int statusCode = 204) => Create(statusCode, "", []);

    /// <summary>Creates an error response in the platform's JSON format.</summary>
    /// <param name="statusCode">The HTTP status code.</param>
    /// <param name="code">The platform's error code, such as <c>PARAM_ERROR</c>.</param>
    /// <param name="message">The error message.</param>
    /// <param name="detail">Any object that System.Text.Json can serialize, or <see langword="null"/> to omit <c>detail</c>.</param>
    public static SandboxResponse Error(int statusCode, string code, string message, object? detail = null) =>
        Json(detail is null ? new { code, message } : new { code, message, detail }, statusCode);

    /// <summary>Returns <paramref name="response"/> if it is a response; otherwise serializes it to JSON.</summary>
    internal static SandboxResponse From(object response) => response switch
    {
        SandboxResponse ready => ready,
        Delegate or Task => throw new ArgumentException(
            $"A response cannot be a {response.GetType()}. Pass a {nameof(SandboxResponse)}, an object to serialize to JSON, "
                + "or a synchronous function of the request that returns one of them.",
            nameof(response)),
        _ => Json(response),
    };

    /// <summary>Whether HTTP forbids a body for the status code.</summary>
    internal static bool ForbidsBody(int statusCode) => statusCode is 204 or 205 or 304;

    private static SandboxResponse Create(int statusCode, string contentType, byte[] bodyBytes) =>
        new(statusCode, contentType, bodyBytes) { IsSigned = statusCode is >= 200 and < 300 };
}
