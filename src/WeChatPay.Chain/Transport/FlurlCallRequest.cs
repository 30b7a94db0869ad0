using Flurl;
using Flurl.Http;
using Flurl.Http.Configuration;
using Flurl.Util;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>A Flurl request that knows its call, and shares the settings and the (empty) lists of its client.</summary>
/// <remarks>
/// A <see cref="FlurlRequest"/> would allocate them for each call, and time out after 100 s. The path, the headers and the content are not
/// set here, because Flurl would parse them: see <see cref="RequestWritingHandler"/>.
/// </remarks>
/// <param name="client">The client that sends the request.</param>
/// <param name="server">The server of the call, without the path.</param>
/// <param name="call">The call.</param>
internal sealed class FlurlCallRequest(IFlurlClient client, Url server, CallState call) : IFlurlRequest
{
    public CallState Call => call;

    public IFlurlClient Client { get; set; } = client;

    public HttpMethod Verb { get; set; } = call.Request.Method;

    public Url Url { get; set; } = server;

    public HttpContent? Content { get; set; }

    public FlurlHttpSettings Settings => Client.Settings;

    public INameValueList<string> Headers => Client.Headers;

    public IList<(FlurlEventType EventType, IFlurlEventHandler Handler)> EventHandlers =>
        Array.Empty<(FlurlEventType, IFlurlEventHandler)>();

    public IEnumerable<(string Name, string Value)> Cookies => [];

    public CookieJar? CookieJar { get; set; }

    public FlurlCall? RedirectedFrom { get; set; }

    public IFlurlClient EnsureClient() => Client;

    public Task<IFlurlResponse> SendAsync(
        HttpMethod verb, HttpContent? content, HttpCompletionOption completionOption, CancellationToken cancellationToken)
    {
        Verb = verb;
        Content = content;
        return Client.SendAsync(this, completionOption, cancellationToken);
    }
}
