using System.Net.Http.Headers;
using System.Text;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Requests;

/// <summary>Makes the request's content out of the option that gives it.</summary>
internal static class RequestBody
{
    /// <returns>Null for a call without a body.</returns>
    /// <exception cref="ArgumentException">Two options give a body, or one of a kind that cannot be sent.</exception>
    public static HttpContent? Create(HttpMethod method, RequestOptions options)
    {
        if (options.Json is not null && options.Body is not null)
        {
            throw new ArgumentException("Both 'json' and 'body' give a body. Pass one of them.", OptionNames.Body);
        }
        if (options.Xml is not null)
        {
            throw new ArgumentException("The option 'xml' belongs to APIv2, whose chains start with v2. An APIv3 body goes into 'json'.", OptionNames.Xml);
        }
        return options switch
        {
            { Json: { } json } => new ByteContent(JsonBody.Write(json), ContentType()),
            { Body: { } body } => FromBody(body),
            // The platform wants a content type on every write, even where nothing is sent.
            _ => method == HttpMethod.Get || method == HttpMethod.Delete ? null : new ByteContent([], ContentType()),
        };
    }

    private static HttpContent FromBody(object body) => body switch
    {
        string text => new ByteContent(Encoding.UTF8.GetBytes(text), ContentType()),
        byte[] bytes => new ByteContent(bytes, ContentType()),
        ReadOnlyMemory<byte> memory => new ByteContent(memory.ToArray(), ContentType()),
        MediaUpload upload => upload.CreateContent(JsonBody.Write),
        HttpContent content => content,
        Stream { CanRead: true } stream => new StreamContent(stream) { Headers = { ContentType = ContentType() } },
        _ => throw new ArgumentException(
            $"The option 'body' is a {body.GetType().Name}; a string, bytes, a readable Stream, an HttpContent or a MediaUpload is expected. An object to be written as JSON goes into 'json'.",
            OptionNames.Body),
    };

    private static MediaTypeHeaderValue ContentType() => new("application/json");
}
