using Flurl.Http;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>A Flurl request that knows what it was made from.</summary>
internal sealed class PreparedFlurlRequest : FlurlRequest
{
    public PreparedFlurlRequest(PreparedRequest prepared)
        : base(prepared.Uri)
    {
        Prepared = prepared;
        Verb = prepared.Method;
        Content = prepared.Content;
    }

    public PreparedRequest Prepared { get; }
}
