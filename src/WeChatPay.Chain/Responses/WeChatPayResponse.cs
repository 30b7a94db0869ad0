using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Xml;

namespace WeChatPay.Chain;

/// <summary>
/// A response of the platform. What a verb returns was verified, unless the platform does not sign it (see <see cref="IsVerified"/>);
/// one in a <see cref="WeChatPayApiException"/> is unsigned.
/// </summary>
public sealed class WeChatPayResponse : IDisposable
{
    private readonly HttpResponseMessage _message;
    // Boxed, because a reference is written at once and a structure is not.
    private object? _json;

    internal WeChatPayResponse(HttpResponseMessage message, byte[] bodyBytes, bool isVerified = false)
    {
        _message = message;
        BodyBytes = bodyBytes;
        IsVerified = isVerified;
    }

    /// <param name="message">Came through the handlers that read and verify.</param>
    internal static WeChatPayResponse From(HttpResponseMessage message)
    {
        var body = (ReceivedBody)message.Content;
        return new(message, body.Bytes, body.IsVerified);
    }

    /// <summary>Creates a response for unit tests of code that takes one. No client is involved, and nothing is verified.</summary>
    /// <param name="body">The body, encoded as UTF-8; empty for none.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">Headers such as <c>Request-ID</c>, but not those of the body; <see langword="null"/> for none.</param>
    /// <param name="isVerified">The value of <see cref="IsVerified"/>.</param>
    /// <exception cref="ArgumentException">A header is not a response header: <c>Content-Type</c> and its kin belong to the body.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is not between 100 and 999.</exception>
    /// <example><code>var response = WeChatPayResponse.Create("""{"prepay_id":"wx26…"}""");</code></example>
    public static WeChatPayResponse Create(
        string body, int statusCode = 200, IEnumerable<KeyValuePair<string, string>>? headers = null, bool isVerified = true)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 999);
        var message = new HttpResponseMessage((HttpStatusCode)statusCode);
        foreach (var (name, value) in headers ?? [])
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                throw new ArgumentException(
                    $"'{name}' is not a response header. Headers of the body, such as Content-Type, are not part of a WeChatPayResponse.",
                    nameof(headers));
            }
        }
        return new WeChatPayResponse(message, Encoding.UTF8.GetBytes(body), isVerified);
    }

    /// <summary>The HTTP status, such as 200, 202 or 204.</summary>
    public int StatusCode => (int)_message.StatusCode;

    /// <summary>The headers of the answer, those of its body excepted.</summary>
    public HttpResponseHeaders Headers => _message.Headers;

    /// <summary>The platform's <c>Request-ID</c>, which its support asks for: log it. Null when there was none.</summary>
    public string? RequestId => _message.Headers.NonValidated.TryGetValues(WeChatPayHeaders.RequestId, out var values) ? values.ToString() : null;

    /// <summary>
    /// Whether a signature of the platform was verified that covers the body. <see langword="false"/> for the few responses that the
    /// platform does not sign (downloads of files, some endpoints of APIv2), for a response that the option <c>unsigned</c> accepted
    /// without a signature, and for errors.
    /// </summary>
    public bool IsVerified { get; }

    /// <summary>The body as it was verified, after transport decompression; empty for a 204 and when it went into a <c>sink</c>.</summary>
    public byte[] BodyBytes { get; }

    /// <summary>The body as UTF-8 text.</summary>
    public string Body => field ??= Encoding.UTF8.GetString(BodyBytes);

    /// <summary>The body as JSON; <see cref="JsonValueKind.Undefined"/> when it is empty or no JSON, such as a proxy's HTML page.</summary>
    public JsonElement Json => (JsonElement)(_json ??= ReadableJson.Parse(BodyBytes));

    /// <summary>The fields of an APIv2 answer, flat; empty when the body is no XML. Nested elements are in <see cref="Data"/>.</summary>
    public IReadOnlyDictionary<string, string> Xml => field ??= Fields.Where(pair => pair.Value is string).ToDictionary(pair => pair.Key, pair => (string)pair.Value);

    /// <summary>
    /// The body with its fields as dynamic members: <c>response.Data.amount.total</c>. A field that is missing is null; <c>[0]</c> and
    /// <c>foreach</c> work on lists, and LINQ after <c>IEnumerable&lt;dynamic&gt; items = response.Data.items</c>; a number is an <see cref="int"/>
    /// or, where it does not fit, a <see cref="long"/>, and with a fraction a <see cref="decimal"/>. Every serializer writes it as the JSON that it was.
    /// </summary>
    /// <remarks>
    /// Of a missing member that is read further, <c>Data.amonut.total</c>, C# says only that it met a null. <c>Data["amount", "total"]</c> reads
    /// the same path and throws a <see cref="KeyNotFoundException"/> that names what is missing, and what is there.
    /// </remarks>
    public dynamic Data => field ??= ResponseNode.Create(Fields.Count > 0 ? XmlJson.ToElement(Fields) : Json);

    /// <summary>The body as an object of the caller's, by System.Text.Json with names as written.</summary>
    /// <typeparam name="T">A type whose properties bear the names on the wire, or say them with an attribute.</typeparam>
    /// <returns>The default of <typeparamref name="T"/> when the body is the JSON <c>null</c>, or is empty.</returns>
    /// <exception cref="JsonException">The body is no JSON, or does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">
    /// The program is trimmed, the serializer cannot read the type, or a member has an attribute of Newtonsoft.Json that says more than a name.
    /// </exception>
    [RequiresUnreferencedCode("A trimmed program needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    [RequiresDynamicCode("A program compiled ahead of time needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    public T? ReadAs<T>() => BodyBytes.Length == 0 ? default : JsonReading.Read<T>(Json);

    /// <summary>The body as an object of the caller's, by System.Text.Json with options of the caller's, as they are.</summary>
    /// <typeparam name="T">A type that the options can read.</typeparam>
    /// <param name="options">
    /// Such as <c>new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }</c>. Enums are read from their
    /// names only with a converter such as <c>JsonStringEnumConverter</c>, and a trimmed program needs a <c>TypeInfoResolver</c>.
    /// </param>
    /// <returns>The default of <typeparamref name="T"/> when the body is the JSON <c>null</c>, or is empty.</returns>
    /// <exception cref="JsonException">The body is not JSON, or does not fit <typeparamref name="T"/>.</exception>
    [RequiresUnreferencedCode("A trimmed program needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    [RequiresDynamicCode("A program compiled ahead of time needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    public T? ReadAs<T>(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return BodyBytes.Length == 0 ? default : JsonReading.Read<T>(BodyBytes, options);
    }

    /// <summary>The body as an object of the caller's, without reflection: what a trimmed program needs.</summary>
    /// <typeparam name="T">A type that a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> knows.</typeparam>
    /// <param name="typeInfo">Its metadata, such as <c>MyJson.Default.Order</c>.</param>
    /// <returns>The default of <typeparamref name="T"/> when the body is the JSON <c>null</c>, or is empty.</returns>
    /// <exception cref="JsonException">The body is not JSON, or does not fit <typeparamref name="T"/>.</exception>
    public T? ReadAs<T>(JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        if (BodyBytes.Length == 0)
        {
            return default;
        }
        JsonReading.RequireJson(Json);
        return Json.Deserialize(typeInfo);
    }

    private Dictionary<string, object> Fields => field ??= ParseFields();

    /// <summary>The body as text.</summary>
    public override string ToString() => Body;

    /// <inheritdoc/>
    public void Dispose() => _message.Dispose();

    private Dictionary<string, object> ParseFields()
    {
        try
        {
            return XmlRoot.IsIn(BodyBytes) ? XmlFieldReader.Read(Body) : [];
        }
        catch (FormatException)
        {
            // A gateway's HTML page has no fields; the text itself stays in Body.
            return [];
        }
    }
}
