using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>The innermost handlers: the client's own sockets, or the handler it was given.</summary>
/// <remarks>Connections that present the merchant certificate are never shared with those that do not.</remarks>
internal sealed class Network : IDisposable
{
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(10);

    private readonly HttpMessageHandler? _given;
    private readonly Lazy<SocketsHttpHandler> _plain;
    private readonly Lazy<SocketsHttpHandler> _secured;

    /// <param name="given">The handler to use in place of own sockets; null for none.</param>
    /// <param name="certificate">The merchant's, for mutual TLS; null for none.</param>
    /// <param name="timeout">How long a call may take. Connecting takes half of it at most, so that the other host can still be tried. Null when that plays no part.</param>
    /// <exception cref="ArgumentException">The handler follows redirects and was already used, so that it cannot be changed.</exception>
    public Network(HttpMessageHandler? given, X509Certificate2? certificate, TimeSpan? timeout = null)
    {
        var connectTimeout = timeout > TimeSpan.Zero && timeout / 2 < _longestConnect ? timeout.Value / 2 : _longestConnect;
        _given = given;
        _plain = new(() => CreateSockets(null, connectTimeout));
        _secured = new(() => CreateSockets(certificate, connectTimeout));
        for (var inner = given; inner is not null; inner = (inner as DelegatingHandler)?.InnerHandler)
        {
            Tame(inner);
        }
    }

    /// <summary>Sends, and may be disposed without harm to the sockets behind it.</summary>
    public HttpMessageHandler Handler(bool security) => new BorrowedHandler(_given ?? new ConnectTimeoutHandler((security ? _secured : _plain).Value));

    public void Dispose()
    {
        foreach (var sockets in new[] { _plain, _secured })
        {
            if (sockets.IsValueCreated)
            {
                sockets.Value.Dispose();
            }
        }
    }

    private static SocketsHttpHandler CreateSockets(X509Certificate2? certificate, TimeSpan connectTimeout)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,
            // Every answer is read to its end or given up: then its connection closes at once, under a read that still waits on it.
            MaxResponseDrainSize = 0,
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

    // A signature is for one URL, so nothing is followed; and cookies are no part of the protocol.
    private static void Tame(HttpMessageHandler handler)
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
                "The PrimaryHandler follows redirects or keeps cookies and has been used already. Set AllowAutoRedirect and UseCookies to false on it before its first request.",
                nameof(WeChatPayClientOptions.PrimaryHandler), exception);
        }
    }
}
