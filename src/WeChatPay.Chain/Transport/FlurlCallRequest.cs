using Flurl;
using Flurl.Http;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>A Flurl request that knows its call.</summary>
internal sealed class FlurlCallRequest : FlurlRequest
{
    /// <param name="server">
    /// The server of the call, without the path, which Flurl would only parse: see <see cref="RequestWritingHandler"/>.
    /// </param>
    /// <param name="call">The call.</param>
    public FlurlCallRequest(Url server, CallState call)
        : base(server)
    {
        Call = call;
        Verb = call.Request.Method;
        Content = call.Request.Content;
    }

    public CallState Call { get; }
}
