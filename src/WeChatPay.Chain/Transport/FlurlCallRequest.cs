using Flurl.Http;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>A Flurl request that knows its call.</summary>
internal sealed class FlurlCallRequest : FlurlRequest
{
    public FlurlCallRequest(CallState call)
        : base(call.Request.Uri)
    {
        Call = call;
        Verb = call.Request.Method;
        Content = call.Request.Content;
    }

    public CallState Call { get; }
}
