using Flurl.Http;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Transport;

/// <summary>A Flurl request that knows what it was made from.</summary>
internal sealed class PreparedFlurlRequest(PreparedRequest prepared) : FlurlRequest(prepared.Uri.OriginalString)
{
    public PreparedRequest Prepared => prepared;
}
