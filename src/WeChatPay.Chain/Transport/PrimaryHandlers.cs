using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Creates handlers for <see cref="WeChatPayClientOptions.PrimaryHandler"/>, for code that manages handlers itself, as
/// <c>IHttpClientFactory</c> does.
/// </summary>
public static class PrimaryHandlers
{
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Creates a handler with the settings of a client's own handler: timeouts that suit the platform, no redirects, no cookies.
    /// </summary>
    /// <param name="certificate">
    /// Returns the merchant certificate to present; called at each TLS handshake. <see langword="null"/> (the default) presents none.
    /// </param>
    /// <param name="timeout">
    /// The timeout of a call. Connecting takes at most half of it, and at most 10 seconds, so that there is time to try the other host.
    /// <see langword="null"/> (the default) allows 10 seconds.
    /// </param>
    /// <returns>The handler, for the caller to dispose.</returns>
    public static SocketsHttpHandler CreateSockets(Func<X509Certificate2>? certificate = null, TimeSpan? timeout = null)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = timeout > TimeSpan.Zero && timeout / 2 < _longestConnect ? timeout.Value / 2 : _longestConnect,
            // A response that is not read to its end closes its connection at once, which also ends a read that is waiting.
            MaxResponseDrainSize = 0,
            // The platform closes an idle connection after 8 s; a request that is sent at that moment is lost.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(7),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // A sandbox on this machine is not behind the proxy.
            Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
            // Trace IDs are not sent to the platform.
            ActivityHeadersPropagator = null,
        };
        if (certificate is not null)
        {
            // Presented whatever issuers the server lists: the platform lists none.
            sockets.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate();
        }
        return sockets;
    }

    /// <summary>
    /// Disables redirects and cookies, and makes a <see cref="SocketsHttpHandler"/> report a connect timeout as an
    /// <see cref="HttpRequestException"/>. A client does this with its <c>PrimaryHandler</c>, but cannot do it with the handlers behind one
    /// that selects another handler for each request.
    /// </summary>
    /// <param name="handler">A handler that has not been used yet, or that does not follow redirects.</param>
    /// <returns>The handler to use in its place.</returns>
    /// <exception cref="ArgumentException">
    /// The handler follows redirects and cannot be changed because it has already been used.
    /// </exception>
    public static HttpMessageHandler Prepare(HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        DisableRedirects(handler);
        return handler is SocketsHttpHandler sockets ? new ConnectTimeoutHandler(sockets) : handler;
    }

    /// <summary>
    /// Disables redirects and cookies in a handler and its inner handlers: a signature is valid for one URL, and the protocol does not use
    /// cookies.
    /// </summary>
    /// <exception cref="ArgumentException">A handler follows redirects and cannot be changed because it has already been used.</exception>
    internal static void DisableRedirects(HttpMessageHandler? handler)
    {
        for (var inner = handler; inner is not null; inner = (inner as DelegatingHandler)?.InnerHandler)
        {
            DisableRedirectsOf(inner);
        }
    }

    private static void DisableRedirectsOf(HttpMessageHandler handler)
    {
        try
        {
            switch (handler)
            {
                case SocketsHttpHandler sockets when sockets.AllowAutoRedirect || sockets.UseCookies:
                    sockets.AllowAutoRedirect = false;
                    sockets.UseCookies = false;
                    break;
                case HttpClientHandler client when client.AllowAutoRedirect || client.UseCookies:
                    client.AllowAutoRedirect = false;
                    client.UseCookies = false;
                    break;
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException(
                "The PrimaryHandler or SecuredHandler follows redirects or stores cookies, and has already been "
                    + "used. Set AllowAutoRedirect and UseCookies to false before its first request.",
                nameof(WeChatPayClientOptions.PrimaryHandler),
                exception);
        }
    }
}
