using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>The innermost handler: the client's own sockets, or the handler it was given.</summary>
internal static class Network
{
    /// <returns>What makes the innermost handler, with or without the merchant certificate: connections that present it are never shared with those that do not.</returns>
    public static Func<bool, HttpMessageHandler> For(WeChatPayClientOptions options)
    {
        var certificate = options.MerchantCertificate;
        if (options.PrimaryHandler is not { } given)
        {
            return security => CreateSockets(security ? certificate : null);
        }
        Tame(given);
        return _ => new BorrowedHandler(given);
    }

    private static SocketsHttpHandler CreateSockets(X509Certificate2? certificate)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // The platform closes an idle connection after 8 s; a request that meets the closing end is lost.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(7),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Trace ids are not the platform's business.
            ActivityHeadersPropagator = null,
        };
        if (certificate is not null)
        {
            // Presented whatever issuers the server names: the platform names none.
            sockets.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }
        return sockets;
    }

    /// <summary>Switches off what a handler would do on its own: a signature is for one URL, and cookies are no part of the protocol.</summary>
    /// <exception cref="ArgumentException">The handler follows redirects and was already used, so that it cannot be changed.</exception>
    private static void Tame(HttpMessageHandler handler)
    {
        for (var inner = handler; inner is not null; inner = (inner as DelegatingHandler)?.InnerHandler)
        {
            try
            {
                switch (inner)
                {
                    case SocketsHttpHandler { AllowAutoRedirect: true } or SocketsHttpHandler { UseCookies: true }:
                        ((SocketsHttpHandler)inner).AllowAutoRedirect = false;
                        ((SocketsHttpHandler)inner).UseCookies = false;
                        break;
                    case HttpClientHandler { AllowAutoRedirect: true } or HttpClientHandler { UseCookies: true }:
                        ((HttpClientHandler)inner).AllowAutoRedirect = false;
                        ((HttpClientHandler)inner).UseCookies = false;
                        break;
                }
            }
            catch (InvalidOperationException exception)
            {
                throw new ArgumentException(
                    "The PrimaryHandler follows redirects or keeps cookies and has been used already. Set AllowAutoRedirect and UseCookies to false on it before its first request.",
                    nameof(WeChatPayClientOptions.PrimaryHandler), exception);
            }
        }
    }
}
