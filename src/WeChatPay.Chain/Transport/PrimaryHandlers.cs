using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Creates handlers for <see cref="WeChatPayClientOptions.PrimaryHandler"/>, for code that manages sockets itself, as
/// <c>IHttpClientFactory</c> does.
/// </summary>
public static class PrimaryHandlers
{
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(10);

    /// <summary>Creates sockets with the settings that a client's own sockets have: time-outs that suit the platform, no redirects, no cookies.</summary>
    /// <param name="certificate">
    /// Called at each TLS handshake for the merchant certificate to present. Null, the default, to present none.
    /// </param>
    /// <param name="timeout">
    /// How long a call may take. Connecting takes at most half of it, and at most 10 seconds, so that there is time to try the other host.
    /// Null, the default, for 10 seconds.
    /// </param>
    public static SocketsHttpHandler CreateSockets(Func<X509Certificate2>? certificate = null, TimeSpan? timeout = null)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = timeout > TimeSpan.Zero && timeout / 2 < _longestConnect ? timeout.Value / 2 : _longestConnect,
            // Every answer is read to its end or given up: then its connection closes at once, under a read that still waits on it.
            MaxResponseDrainSize = 0,
            // The platform closes an idle connection after 8 s; a request that meets the closing end is lost.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(7),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // A sandbox on this machine is not behind the proxy that leads out of it.
            Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
            // Trace ids are not the platform's business.
            ActivityHeadersPropagator = null,
        };
        if (certificate is not null)
        {
            // Presented whatever issuers the server names: the platform names none.
            sockets.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate();
        }
        return sockets;
    }

    /// <summary>
    /// Disables redirects and cookies, and makes sockets report a connection that was not made in time as an
    /// <see cref="HttpRequestException"/>. A client does this to its <c>PrimaryHandler</c>, but cannot see sockets behind a handler that
    /// picks another one for each request.
    /// </summary>
    /// <param name="handler">A handler that was not used yet, or that does not follow redirects.</param>
    /// <returns>The handler to use in its place.</returns>
    /// <exception cref="ArgumentException">The handler follows redirects and was already used, so that it cannot be changed.</exception>
    public static HttpMessageHandler Prepare(HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        DisableRedirects(handler);
        return handler is SocketsHttpHandler sockets ? new ConnectTimeoutHandler(sockets) : handler;
    }

    /// <summary>Switches redirects and cookies off, in a handler and in those inside it: a signature is for one URL, and cookies are no part of the protocol.</summary>
    /// <exception cref="ArgumentException">A handler follows redirects and was already used, so that it cannot be changed.</exception>
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
                "The PrimaryHandler or SecuredHandler follows redirects or keeps cookies and has been used already. Set AllowAutoRedirect and UseCookies to false on it before its first request.",
                nameof(WeChatPayClientOptions.PrimaryHandler), exception);
        }
    }
}
