using Flurl.Http;

namespace WeChatPay.Chain.Transport;

/// <summary>Makes a FlurlClient that adds nothing to a request and judges no response: the handlers of the pipeline do both.</summary>
internal static class FlurlClientFactory
{
    public static FlurlClient Create(HttpMessageHandler pipeline)
    {
        // It takes the time-out of the HttpClient away.
        var client = new FlurlClient(new HttpClient(pipeline));

        // Each call has its own deadline, the same for the asynchronous and the synchronous way.
        client.Settings.Timeout = null;
        client.Settings.AllowedHttpStatusRange = "*";
        // A signature is for one URL.
        client.Settings.Redirects.Enabled = false;
        client.BeforeCall(call => ((PreparedFlurlRequest)call.Request).Prepared.Attach(call.HttpRequestMessage));
        return client;
    }
}
