using Flurl.Http;
using Flurl.Http.Configuration;

namespace WeChatPay.Chain.Transport;

/// <summary>Makes a FlurlClient that does nothing of its own.</summary>
internal static class FlurlClientFactory
{
    public static FlurlClient Create(HttpMessageHandler pipeline)
    {
        // The deadline of each call is its own, and ends it in sync and async alike.
        var client = new FlurlClient(new HttpClient(pipeline, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan });

        Settle(client.Settings);
        return client;
    }

    /// <summary>Makes a request's settings, which may serve many requests: one that has none makes its own each time.</summary>
    public static FlurlHttpSettings CreateRequestSettings()
    {
        var settings = new FlurlHttpSettings();
        Settle(settings);
        return settings;
    }

    // Every setting is set here, or Flurl would fall back to those the application has made for all of its clients.
    private static void Settle(FlurlHttpSettings settings)
    {
        settings.Timeout = null;
        settings.AllowedHttpStatusRange = "*";
        settings.CookiesEnabled = false;
        settings.BeforeCall = call => ((PreparedFlurlRequest)call.FlurlRequest).Prepared.Attach(call.Request);
        settings.BeforeCallAsync = null;
        settings.AfterCall = null;
        settings.AfterCallAsync = null;
        settings.OnError = null;
        settings.OnErrorAsync = null;
    }
}
