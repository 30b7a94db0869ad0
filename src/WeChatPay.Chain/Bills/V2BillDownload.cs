using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.V2;

namespace WeChatPay.Chain.Bills;

/// <summary>
/// Gets a bill of APIv2, which is the response itself: plain, or gzip where <c>tar_type</c> asked for it. Nothing signs it.
/// </summary>
/// <param name="client">Makes the call.</param>
/// <param name="template">The endpoint.</param>
/// <param name="options">Those of the call, without a sink.</param>
internal sealed class V2BillDownload(UrlChain client, string template, RequestOptions options)
{
    /// <summary>Whether the template is one of APIv2.</summary>
    public static bool Is(string template) => VersionedTarget.Of(template).Version == ApiVersion.V2;

    /// <exception cref="ArgumentException">The endpoint is one of APIv2 that responds with something else than a bill.</exception>
    public static void CheckTemplate(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (Is(template) && !V2ResponseFormats.IsBill(VersionedTarget.Of(template).Target))
        {
            throw new ArgumentException(
                $"'{template}' is not an endpoint for bills; of APIv2, v2/pay/downloadbill and v2/pay/downloadfundflow are. "
                    + "Call PostAsync for anything else.",
                nameof(template));
        }
    }

    /// <exception cref="HttpRequestException">The gzip is damaged or cut off.</exception>
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
        $"The bill of POST {template} cannot be unpacked: it was damaged or cut on the way. Nothing of it was kept; ask for it again.",
        exception);
}
