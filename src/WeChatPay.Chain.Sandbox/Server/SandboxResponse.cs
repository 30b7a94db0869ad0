using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox;

/// <summary>What the sandbox responses. A status of 2xx is signed, an error is not, as on the platform.</summary>
/// <example>
/// <code>
/// sandbox.Respond(HttpMethod.Get, "v3/billdownload/file", SandboxResponse.Bytes(bill) with { IsSigned = false });
/// </code>
/// </example>
public sealed record SandboxResponse
{
    private SandboxResponse(int status, string contentType, byte[] body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        if (body.Length > 0 && ForbidsBody(status))
        {
            throw new ArgumentException($"An response of status {status} has no body. Use {nameof(SandboxResponse)}.{nameof(Empty)}, or another status.", nameof(body));
        }
        ResponseHeaders.Require("Content-Type", contentType);
        Status = status;
        ContentType = contentType;
        Body = body;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The content type; empty when there is no body.</summary>
    public string ContentType { get; }

    /// <summary>The body.</summary>
    public byte[] Body { get; }

    /// <summary>Headers beside those of the signature, the content type and the length. Default: none. The signature's own win where it is signed.</summary>
    /// <exception cref="ArgumentException">A name or a value cannot be sent, or the server writes that header itself.</exception>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = ResponseHeaders.Checked(value); } = new Dictionary<string, string>();

    /// <summary>Whether the response is signed. Default: when the status is 2xx, as the platform does but for its files.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The fields of an APIv2 message, which are signed when it is sent; null for anything else.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? Fields { get; private init; }

    /// <summary>An object written as JSON.</summary>
    /// <param name="body">Anything System.Text.Json serialises; names are kept.</param>
    /// <param name="status">The HTTP status.</param>
    public static SandboxResponse Json(object body, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Create(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body, SandboxJson.Options));
    }

    /// <summary>The fields of an APIv2 response, as XML.</summary>
    /// <remarks>
    /// <c>return_code</c>, <c>return_msg</c> and <c>result_code</c> say success unless they are given. A signed response is sent with the
    /// merchant's <c>mch_id</c> and a <c>nonce_str</c> as well, and with a <c>sign</c> of the request's <c>sign_type</c>; each of them can
    /// be given too. An response whose <c>return_code</c> is another is not signed, as on the platform.
    /// </remarks>
    /// <example>
    /// <code>
    /// sandbox.Respond(HttpMethod.Post, "v2/pay/orderquery", request => SandboxResponse.Xml(new { trade_state = "NOTPAY", out_trade_no = request.Xml["out_trade_no"] }));
    /// </code>
    /// </example>
    /// <param name="fields">An anonymous object or a dictionary of texts and numbers, in the order of the response; null is an empty text.</param>
    /// <param name="status">The HTTP status.</param>
    /// <exception cref="ArgumentException">There are no names, or a value or a name cannot stand in flat XML.</exception>
    public static SandboxResponse Xml(object fields, int status = 200)
    {
        var complete = V2Fields.Given(fields).ToList();
        var isUnderstood = complete.Find(field => field.Key == "return_code").Value is null or "SUCCESS";
        if (isUnderstood)
        {
            KeyValuePair<string, string>[] success = [new("return_code", "SUCCESS"), new("return_msg", "OK"), new("result_code", "SUCCESS")];
            complete = [.. success.ExceptBy(complete.Select(field => field.Key), field => field.Key), .. complete];
        }
        var response = Create(status, "text/xml; charset=utf-8", V2Xml.Write(complete));
        return response with { Fields = complete, IsSigned = response.IsSigned && isUnderstood };
    }

    /// <summary>Text as it is.</summary>
    /// <param name="body">Sent as UTF-8.</param>
    /// <param name="contentType">Such as <c>text/html</c>.</param>
    /// <param name="status">The HTTP status.</param>
    public static SandboxResponse Text(string body, string contentType = "text/plain", int status = 200) => Create(status, contentType, Encoding.UTF8.GetBytes(body));

    /// <summary>Bytes as they are.</summary>
    /// <param name="body">Sent as they are; not copied.</param>
    /// <param name="contentType">Such as <c>application/x-gzip</c>.</param>
    /// <param name="status">The HTTP status.</param>
    public static SandboxResponse Bytes(byte[] body, string contentType = "application/octet-stream", int status = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Create(status, contentType, body);
    }

    /// <summary>No body at all, such as a 204.</summary>
    /// <param name="status">The HTTP status.</param>
    public static SandboxResponse Empty(int status = 204) => Create(status, "", []);

    /// <summary>An error in the platform's form.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Such as <c>PARAM_ERROR</c>.</param>
    /// <param name="message">The text for people.</param>
    /// <param name="detail">What the platform adds; null for nothing.</param>
    public static SandboxResponse Error(int status, string code, string message, object? detail = null) =>
        Json(detail is null ? new { code, message } : new { code, message, detail }, status);

    /// <param name="response">An response, or what is to be written as JSON with status 200.</param>
    internal static SandboxResponse From(object response) => response switch
    {
        SandboxResponse ready => ready,
        Delegate or Task => throw new ArgumentException($"A {response.GetType()} is no response. Pass a {nameof(SandboxResponse)}, an object to be written as JSON, or a function of the request that gives one of them at once.", nameof(response)),
        _ => Json(response),
    };

    /// <summary>Whether HTTP knows no body for the status.</summary>
    internal static bool ForbidsBody(int status) => status is 204 or 205 or 304;

    private static SandboxResponse Create(int status, string contentType, byte[] body) => new(status, contentType, body) { IsSigned = status is >= 200 and < 300 };
}
