using System.Net.Http.Headers;
using System.Text;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.V2;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Xml;

namespace WeChatPay.Chain.Requests;

/// <summary>Makes the request's query and content out of the options that give them.</summary>
/// <param name="merchantId">Whose APIv2 calls these are.</param>
/// <param name="apiV2Key">Signs APIv2 calls; null when there are none.</param>
internal sealed class RequestBody(string merchantId, string? apiV2Key)
{
    private const string ContentType = "Content-Type";
    private const string JsonType = "application/json";
    private const string XmlType = "text/xml; charset=utf-8";

    private readonly V2Fields _v2Fields = new(merchantId, apiV2Key);

    /// <param name="version">The protocol.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="headers">The caller's headers.</param>
    /// <param name="fields">Encrypts what is sensitive.</param>
    /// <returns>The query without a question mark, and the content; null for a call without a body.</returns>
    /// <exception cref="ArgumentException">Two options give a body, one belongs to the other protocol, or a value cannot be sent.</exception>
    public (string Query, HttpContent? Content) Create(
        ApiVersion version, HttpMethod method, RequestOptions options, IReadOnlyList<KeyValuePair<string, string>> headers, SensitiveFields fields) =>
        version == ApiVersion.V2 ? CreateV2(method, options) : CreateV3(method, options, headers, fields);

    private static (string Query, HttpContent? Content) CreateV3(
        HttpMethod method, RequestOptions options, IReadOnlyList<KeyValuePair<string, string>> headers, SensitiveFields fields)
    {
        if (options.Json is not null && options.Body is not null)
        {
            throw new ArgumentException("Both 'json' and 'body' give a body. Pass one of them.", "body");
        }
        if (options.Xml is not null)
        {
            throw new ArgumentException("The option 'xml' belongs to APIv2, whose chains start with v2. An APIv3 body goes into 'json'.", "xml");
        }
        HttpContent? content = options switch
        {
            { Json: { } json } => new ByteContent(JsonBody.Write(json, fields), JsonType),
            { Body: MediaUpload } when HeaderOptions.Find(headers, ContentType) is not null =>
                throw new ArgumentException("A MediaUpload brings its own Content-Type, which names the boundary of its parts. Leave that header out.", "headers"),
            { Body: { } body } => Given(body, JsonType, fields),
            _ when method == HttpMethod.Get => null,
            // The sockets send a request without a content again when its connection breaks, whatever its method; one with an empty content not.
            _ when method == HttpMethod.Delete => new ByteContent([], contentType: null),
            // The platform wants a content type on every other write, even where nothing is sent.
            _ => new ByteContent([], JsonType),
        };
        return (Query(options, fields), content);
    }

    private (string Query, HttpContent? Content) CreateV2(HttpMethod method, RequestOptions options)
    {
        if (options.Json is not null)
        {
            throw new ArgumentException("The option 'json' belongs to APIv3. The fields of an APIv2 call go into 'xml'.", "json");
        }
        if (options.Body is { } body)
        {
            _ = _v2Fields.RequireKey();
            return (Query(options), body switch
            {
                _ when options.Xml is not null => throw new ArgumentException("Both 'xml' and 'body' give a body. Pass one of them.", "body"),
                MediaUpload => throw new ArgumentException(
                    "A MediaUpload is signed as APIv3 signs one. Pass the fields that the APIv2 endpoint documents as a MultipartFormDataContent, with the 'sign' that Hash.Sign makes of them.",
                    "body"),
                string xml => Given(CheckedXml(xml), XmlType),
                byte[] bytes => Given(CheckedXml(bytes, bytes), XmlType),
                ReadOnlyMemory<byte> memory => Given(CheckedXml(memory, memory.Span), XmlType),
                _ => Given(body, XmlType),
            });
        }
        if (method == HttpMethod.Get)
        {
            return (QueryString.Write(QueryFields(options)), null);
        }
        var given = options.Xml ?? throw new ArgumentException("An APIv2 call needs its fields in the option 'xml'.", "xml");
        var fields = _v2Fields.Complete(Fields.From(given, "xml"), "xml", options.Nonceless);
        return (Query(options), new ByteContent(Xml(fields), XmlType) { Fields = fields });
    }

    private static byte[] Xml(IReadOnlyList<KeyValuePair<string, string>> fields) =>
        Encoding.UTF8.GetBytes(XmlFieldWriter.Write(fields.Select(field => KeyValuePair.Create(field.Key, (object?)field.Value)), "xml"));

    // What the caller signed by hand is held to the same rule as what is signed here.
    private static object CheckedXml(object body, ReadOnlySpan<byte> bytes)
    {
        CheckedXml(Encoding.UTF8.GetString(bytes));
        return body;
    }

    private static string CheckedXml(string xml)
    {
        V2Fields.CheckBoundaries(V2SentFields.OfXml(xml), "body");
        return xml;
    }

    private IReadOnlyList<KeyValuePair<string, string>> QueryFields(RequestOptions options) => options switch
    {
        { Xml: not null, Query: not null } => throw new ArgumentException(
            "Both 'xml' and 'query' give the fields of this GET, which are signed together. Pass one of them.", "query"),
        { Xml: { } xml } => _v2Fields.Complete(Fields.From(xml, "xml"), "xml", options.Nonceless),
        { Query: { } query } => _v2Fields.Complete(QueryString.Read(query), "query", options.Nonceless),
        _ => throw new ArgumentException("An APIv2 GET needs its fields in the option 'query' or 'xml'.", "query"),
    };

    private static string Query(RequestOptions options, SensitiveFields? fields = null) => options.Query is { } query ? QueryString.Write(query, fields) : "";

    private static HttpContent Given(object body, string contentType, SensitiveFields? fields = null) => body switch
    {
        string text => new ByteContent(StrictUtf8.GetBytes(text, "the option 'body'"), contentType),
        byte[] bytes => new ByteContent(bytes, contentType),
        ReadOnlyMemory<byte> memory => new ByteContent(memory.ToArray(), contentType),
        MediaUpload upload => upload.CreateContent(meta => JsonBody.Write(meta, fields)),
        HttpContent content => content,
        Stream { CanRead: true } stream => new StreamContent(stream) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } },
        _ => throw new ArgumentException(
            $"The option 'body' is a {body.GetType().Name}; a string, bytes, a readable Stream, an HttpContent or a MediaUpload is expected. An object to be written as JSON goes into 'json'.",
            "body"),
    };
}
