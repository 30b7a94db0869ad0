using System.Net.Http.Headers;
using System.Text;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.V2;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Xml;

namespace WeChatPay.Chain.Requests;

/// <summary>Creates the query and the content of a request from its options.</summary>
/// <param name="merchantId">The merchant number of the client.</param>
/// <param name="apiV2Key">Signs APIv2 calls; <see langword="null"/> for a client without APIv2.</param>
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
    /// <param name="fields">Encrypts sensitive values.</param>
    /// <returns>The query without a question mark, and the content; <see langword="null"/> for a call without a body.</returns>
    /// <exception cref="ArgumentException">
    /// Two options specify a body, one belongs to the other protocol, or a value cannot be sent.
    /// </exception>
    public (string Query, HttpContent? Content) Create(
        ApiVersion version,
        HttpMethod method,
        RequestOptions options,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        SensitiveFields fields) =>
        version == ApiVersion.V2 ? CreateV2(method, options) : CreateV3(method, options, headers, fields);

    private static (string Query, HttpContent? Content) CreateV3(
        HttpMethod method, RequestOptions options, IReadOnlyList<KeyValuePair<string, string>> headers, SensitiveFields fields)
    {
        if (options.Json is not null && options.Body is not null)
        {
            throw new ArgumentException("Both 'json' and 'body' specify the body. Pass one of them.", "body");
        }
        if (options.Xml is not null)
        {
            throw new ArgumentException(
                "The option 'xml' belongs to APIv2, whose chains start with v2. Pass the body of an APIv3 call as 'json'.", "xml");
        }
        HttpContent? content = options switch
        {
            { Json: { } json } => new ByteContent(JsonBody.Write(json, fields), JsonType),
            { Body: MediaUpload } when HeaderOptions.Find(headers, ContentType) is not null =>
                throw new ArgumentException(
                    "A MediaUpload sets its own Content-Type, which contains the boundary of its parts. Omit that header.", "headers"),
            { Body: { } body } => CreateContent(body, JsonType, fields),
            _ when method == HttpMethod.Get => null,
            // SocketsHttpHandler resends a request without content when its connection breaks, even a DELETE, but not one with empty
            // content.
            _ when method == HttpMethod.Delete => new ByteContent([], contentType: null),
            // The platform requires a content type for the other methods, even with an empty body.
            _ => new ByteContent([], JsonType),
        };
        return (WriteQuery(options, fields), content);
    }

    private (string Query, HttpContent? Content) CreateV2(HttpMethod method, RequestOptions options)
    {
        if (options.Json is not null)
        {
            throw new ArgumentException("The option 'json' belongs to APIv3. Pass the fields of an APIv2 call as 'xml'.", "json");
        }
        if (options.Body is { } body)
        {
            _ = _v2Fields.RequireKey();
            CheckV2Body(body, options);
            return (WriteQuery(options), CreateContent(body, XmlType));
        }
        if (method == HttpMethod.Get)
        {
            return (QueryString.Write(CompleteQueryFields(options)), null);
        }
        var given = options.Xml ?? throw new ArgumentException("An APIv2 call requires its fields in the option 'xml'.", "xml");
        var fields = _v2Fields.Complete(Fields.From(given, "xml"), "xml", options.Nonceless);
        return (WriteQuery(options), new ByteContent(WriteXml(fields), XmlType) { Fields = fields });
    }

    private static byte[] WriteXml(IReadOnlyList<KeyValuePair<string, string>> fields) =>
        Encoding.UTF8.GetBytes(XmlFieldWriter.Write(fields.Select(field => KeyValuePair.Create(field.Key, (object?)field.Value)), "xml"));

    private static void CheckV2Body(object body, RequestOptions options)
    {
        if (options.Xml is not null)
        {
            throw new ArgumentException("Both 'xml' and 'body' specify the body. Pass one of them.", "body");
        }
        if (body is MediaUpload)
        {
            throw new ArgumentException(
                "A MediaUpload is signed for APIv3. Pass the fields that the APIv2 endpoint documents as a MultipartFormDataContent, "
                    + "with a 'sign' created with Hash.Sign.",
                "body");
        }
        var xml = body switch
        {
            string text => text,
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            ReadOnlyMemory<byte> memory => Encoding.UTF8.GetString(memory.Span),
            _ => null,
        };
        if (xml is not null)
        {
            // The same rule as for fields that this library signs.
            V2Fields.CheckAmbiguity(V2SentFields.FromXml(xml), "body");
        }
    }

    private IReadOnlyList<KeyValuePair<string, string>> CompleteQueryFields(RequestOptions options) => options switch
    {
        { Xml: not null, Query: not null } => throw new ArgumentException(
            "Both 'xml' and 'query' specify the fields of this GET, which are signed together. Pass one of them.", "query"),
        { Xml: { } xml } => _v2Fields.Complete(Fields.From(xml, "xml"), "xml", options.Nonceless),
        { Query: { } query } => _v2Fields.Complete(QueryString.Read(query), "query", options.Nonceless),
        _ => throw new ArgumentException("An APIv2 GET requires its fields in the option 'query' or 'xml'.", "query"),
    };

    private static string WriteQuery(RequestOptions options, SensitiveFields? fields = null) =>
        options.Query is { } query ? QueryString.Write(query, fields) : "";

    private static HttpContent CreateContent(object body, string contentType, SensitiveFields? fields = null) => body switch
    {
        string text => new ByteContent(StrictUtf8.GetBytes(text, "the option 'body'"), contentType),
        byte[] bytes => new ByteContent(bytes, contentType),
        ReadOnlyMemory<byte> memory => new ByteContent(memory.ToArray(), contentType),
        MediaUpload upload => upload.CreateContent(meta => JsonBody.Write(meta, fields)),
        HttpContent content => content,
        Stream { CanRead: true } stream =>
            new StreamContent(stream) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } },
        _ => throw new ArgumentException(
            $"The option 'body' is a {body.GetType().Name}; a string, bytes, a readable Stream, an HttpContent "
                + "or a MediaUpload is expected. Pass an object to send as JSON as 'json'.",
            "body"),
    };
}
