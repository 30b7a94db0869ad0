using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.V2;

namespace WeChatPay.Chain.Bills;

/// <summary>
/// Downloads a bill of APIv2, which is the unsigned response itself: plain, or compressed if <c>tar_type</c> is <c>GZIP</c>.
/// </summary>
/// <param name="client">Makes the call.</param>
/// <param name="template">The endpoint.</param>
/// <param name="options">The options of the call, without a sink.</param>
internal sealed class V2BillDownload(UrlChain client, string template, RequestOptions options)
{
    /// <summary>Whether the template is an APIv2 path.</summary>
    public static bool Is(string template) => VersionedTarget.Parse(template).Version == ApiVersion.V2;

    /// <exception cref="ArgumentException">The template is an APIv2 endpoint that does not return bills.</exception>
    public static void CheckTemplate(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (Is(template) && !V2ResponseFormats.IsBill(VersionedTarget.Parse(template).Target))
        {
            throw new ArgumentException(
                $"'{template}' does not return bills; in APIv2, v2/pay/downloadbill and v2/pay/downloadfundflow do. "
                    + "Call PostAsync for anything else.",
                nameof(template));
        }
    }

    /// <exception cref="HttpRequestException">The gzip data is damaged or truncated.</exception>
    public async ValueTask FetchAsync(BillWriter writer, bool isAsync, CancellationToken cancellationToken)
    {
        var chain = client.Chain(template);
        var call = options.WithSink(writer);
        try
        {
            using var response = isAsync ? await chain.PostAsync(call, cancellationToken).ConfigureAwait(false) : chain.Post(call);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    private HttpRequestException Damaged(InvalidDataException exception) => new(
        HttpRequestError.InvalidResponse,
        $"The bill of POST {template} cannot be decompressed: it was damaged or truncated in transit. Nothing was kept; request it again.",
        exception);
}
