using Flurl.Http;

namespace WeChatPay.Chain.Transport;

/// <summary>Creates Flurl clients that neither change requests nor check responses: the handlers of the pipeline do both.</summary>
internal static class FlurlClientFactory
{
    public static FlurlClient Create(HttpMessageHandler pipeline)
    {
        // The constructor removes the timeout of the HttpClient.
        var client = new FlurlClient(new HttpClient(pipeline));

        // Each call has its own deadline, the same for asynchronous and synchronous callers.
        client.Settings.Timeout = null;
        client.Settings.AllowedHttpStatusRange = "*";
        // A signature is valid for one URL.
        client.Settings.Redirects.Enabled = false;
        client.BeforeCall(call => ((FlurlCallRequest)call.Request).Call.AttachTo(call.HttpRequestMessage));
        return client;
    }
}
