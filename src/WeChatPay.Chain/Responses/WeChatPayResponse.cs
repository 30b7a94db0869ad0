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
/// A response of the platform. A response that a verb returns was verified, unless the platform does not sign it (see
/// <see cref="IsVerified"/>). The response of a <see cref="WeChatPayApiException"/> is not signed.
/// </summary>
public class WeChatPayResponse : IDisposable
{
    private readonly HttpResponseMessage _message;
    // Boxed, because writing a reference is atomic and writing a struct is not.
    private object? _json;

    internal WeChatPayResponse(HttpResponseMessage message, byte[] bodyBytes, bool isVerified = false)
    {
        _message = message;
        BodyBytes = bodyBytes;
        IsVerified = isVerified;
    }

    /// <summary>Initializes a type that reads the same response in another way.</summary>
    /// <param name="response">The response. The new object replaces it.</param>
    protected WeChatPayResponse(WeChatPayResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        _message = response._message;
        BodyBytes = response.BodyBytes;
        IsVerified = response.IsVerified;
    }

    /// <summary>Gets the HTTP status code, such as 200, 202 or 204.</summary>
    public int StatusCode => (int)_message.StatusCode;

    /// <summary>Gets the headers of the response, without those of its body.</summary>
    public HttpResponseHeaders Headers => _message.Headers;

    /// <summary>
    /// Gets the platform's <c>Request-ID</c>. Log it, because the platform's support asks for it. <see langword="null"/> if the response
    /// has none.
    /// </summary>
    public string? RequestId =>
        _message.Headers.NonValidated.TryGetValues(WeChatPayHeaders.RequestId, out var values) ? values.ToString() : null;

    /// <summary>
    /// Gets a value that indicates whether a signature of the platform that covers the body was verified. <see langword="false"/> for the
    /// few responses that the platform does not sign (downloads of files, some APIv2 endpoints), for a response that the option
    /// <c>unsigned</c> accepted without a signature, and for error responses.
    /// </summary>
    public bool IsVerified { get; }

    /// <summary>Gets the body, after decompression. Empty for a 204, and if the body went into a <c>sink</c>.</summary>
    public byte[] BodyBytes { get; }

    /// <summary>Gets the body as text, decoded as UTF-8.</summary>
    public string Body => field ??= Encoding.UTF8.GetString(BodyBytes);

    /// <summary>
    /// Gets the body as JSON. <see cref="JsonValueKind.Undefined"/> if it is empty or not JSON, such as the HTML page of a proxy.
    /// </summary>
    public JsonElement Json => (JsonElement)(_json ??= ReadableJson.Parse(BodyBytes));

    /// <summary>
    /// Gets the fields of an APIv2 response. Empty if the body is not XML. Nested elements are available through <see cref="Data"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Xml =>
        field ??= Fields.Where(pair => pair.Value is string).ToDictionary(pair => pair.Key, pair => (string)pair.Value);

    /// <summary>
    /// Gets the body with its fields as dynamic members, such as <c>response.Data.amount.total</c>. A missing field is
    /// <see langword="null"/>. Lists support <c>[0]</c>, <c>foreach</c> and, after
    /// <c>IEnumerable&lt;dynamic&gt; items = response.Data.items</c>, LINQ. Numbers are <see cref="int"/>, <see cref="long"/> if they are
    /// larger, or <see cref="decimal"/> if they have a fraction. Every serializer writes the original JSON.
    /// </summary>
    /// <remarks>
    /// Reading a member of a missing field, as in <c>Data.amonut.total</c>, throws an exception that does not name the field.
    /// <c>Data["amount", "total"]</c> reads the same path, and throws a <see cref="KeyNotFoundException"/> that names the missing field and
    /// the available ones.
    /// <para>
    /// Numbers are not rounded: one that does not fit a <see cref="decimal"/> is a <see cref="System.Numerics.BigInteger"/> if it is
    /// whole, a <see cref="double"/> if that holds it, and otherwise a <see cref="JsonElement"/>.
    /// </para>
    /// </remarks>
    public dynamic Data => field ??= ResponseNode.Create(DataJson);

    /// <summary>Gets the JSON that <see cref="Data"/> reads: <see cref="Json"/>, or the fields of APIv2 XML as JSON.</summary>
    protected JsonElement DataJson => Fields.Count > 0 ? XmlJson.ToElement(Fields) : Json;

    private Dictionary<string, object> Fields => field ??= ParseFields();

    /// <summary>Creates a response, for unit tests of code that takes one. Nothing is sent or verified.</summary>
    /// <param name="body">The body, encoded as UTF-8. May be empty.</param>
    /// <param name="statusCode">The HTTP status code.</param>
    /// <param name="headers">
    /// Headers such as <c>Request-ID</c>, but not those of the body, or <see langword="null"/> (the default).
    /// </param>
    /// <param name="isVerified">The value of <see cref="IsVerified"/>.</param>
    /// <exception cref="ArgumentException">
    /// A header is not a response header, such as <c>Content-Type</c>, which belongs to the body.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The status code is not between 100 and 999.</exception>
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

    /// <summary>Deserializes the body with System.Text.Json.</summary>
    /// <typeparam name="T">A type whose properties have the names of the fields, or attributes that specify them.</typeparam>
    /// <returns>The object, or the default of <typeparamref name="T"/> if the body is empty or the JSON <c>null</c>.</returns>
    /// <exception cref="JsonException">The body is not JSON, or cannot be read as <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException">
    /// The program is trimmed, the serializer cannot read the type, or a member has an attribute of Newtonsoft.Json that specifies more
    /// than a name.
    /// </exception>
    [RequiresUnreferencedCode("A trimmed program needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    [RequiresDynamicCode("A program compiled ahead of time needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    public T? ReadAs<T>() => BodyBytes.Length == 0 ? default : JsonReading.Read<T>(Json);

    /// <summary>Deserializes the body with System.Text.Json and the given options.</summary>
    /// <typeparam name="T">A type that the options can read.</typeparam>
    /// <param name="options">
    /// The options, such as <c>new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }</c>. Enums need a
    /// converter such as <c>JsonStringEnumConverter</c>, and a trimmed program needs a <c>TypeInfoResolver</c>.
    /// </param>
    /// <returns>The object, or the default of <typeparamref name="T"/> if the body is empty or the JSON <c>null</c>.</returns>
    /// <exception cref="JsonException">The body is not JSON, or cannot be read as <typeparamref name="T"/>.</exception>
    [RequiresUnreferencedCode("A trimmed program needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    [RequiresDynamicCode("A program compiled ahead of time needs the metadata of a JsonSerializerContext: ReadAs(MyJson.Default.Order).")]
    public T? ReadAs<T>(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return BodyBytes.Length == 0 ? default : JsonReading.Read<T>(BodyBytes, options);
    }

    /// <summary>Deserializes the body without reflection, for trimmed programs.</summary>
    /// <typeparam name="T">A type in a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</typeparam>
    /// <param name="typeInfo">The metadata of the type, such as <c>MyJson.Default.Order</c>.</param>
    /// <returns>The object, or the default of <typeparamref name="T"/> if the body is empty or the JSON <c>null</c>.</returns>
    /// <exception cref="JsonException">The body is not JSON, or cannot be read as <typeparamref name="T"/>.</exception>
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

    /// <summary>Returns the body as text.</summary>
    public override string ToString() => Body;

    /// <inheritdoc/>
    public void Dispose()
    {
        _message.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="message">A response that the handlers read and verified.</param>
    internal static WeChatPayResponse From(HttpResponseMessage message)
    {
        var body = (ReceivedContent)message.Content;
        return new(message, body.Bytes, body.IsVerified);
    }

    private Dictionary<string, object> ParseFields()
    {
        try
        {
            return XmlRoot.IsIn(BodyBytes) ? XmlFieldReader.Read(Body) : [];
        }
        catch (FormatException)
        {
            // The HTML page of a gateway has no fields. Its text is still in Body.
            return [];
        }
    }
}
