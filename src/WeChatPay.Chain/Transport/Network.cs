using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>The innermost handlers: the client's own sockets, or the handler it was given.</summary>
/// <remarks>Connections that present the merchant certificate are never shared with those that do not.</remarks>
internal sealed class Network : IDisposable
{
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(10);

    private readonly HttpMessageHandler? _given;
    private readonly HttpMessageHandler? _givenSecured;
    private readonly Lazy<SocketsHttpHandler> _plain;
    private readonly Lazy<SocketsHttpHandler> _secured;

    /// <param name="given">Null for the client's own sockets.</param>
    /// <param name="certificate">What the client's own sockets present in calls with <c>security</c>; null for nothing.</param>
    /// <param name="timeout">How long a call may take. Connecting takes half of it at most, so that the other host can still be tried. Null when that plays no part.</param>
    /// <param name="givenSecured">Takes the calls with <c>security</c>; null for <paramref name="given"/>.</param>
    /// <exception cref="ArgumentException">A handler follows redirects and was already used, so that it cannot be changed.</exception>
    public Network(HttpMessageHandler? given, X509Certificate2? certificate, TimeSpan? timeout = null, HttpMessageHandler? givenSecured = null)
    {
        _given = given;
        _givenSecured = givenSecured ?? given;
        _plain = new(() => CreateSockets(null, timeout));
        _secured = new(() => CreateSockets(certificate is null ? null : () => certificate, timeout));
        Tame(_given);
        Tame(_givenSecured);
    }

    /// <summary>Sends, and may be disposed without harm to the sockets behind it.</summary>
    public HttpMessageHandler Handler(bool security) => new BorrowedHandler((security ? _givenSecured : _given) switch
    {
        null => new ConnectTimeoutHandler((security ? _secured : _plain).Value),
        SocketsHttpHandler sockets => new ConnectTimeoutHandler(sockets),
        var other => other,
    });

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

    /// <summary>Makes sockets as the platform needs them.</summary>
    /// <param name="certificate">Asked at each handshake for what to present; null to present nothing.</param>
    /// <param name="timeout">How long a call may take, where connecting shall leave time for another host; else null.</param>
    public static SocketsHttpHandler CreateSockets(Func<X509Certificate2>? certificate, TimeSpan? timeout)
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

    /// <summary>Switches redirects and cookies off, in a handler and in those inside it: a signature is for one URL, and cookies are no part of the protocol.</summary>
    /// <exception cref="ArgumentException">A handler follows redirects and was already used, so that it cannot be changed.</exception>
    public static void Tame(HttpMessageHandler? handler)
    {
        for (var inner = handler; inner is not null; inner = (inner as DelegatingHandler)?.InnerHandler)
        {
            TameOne(inner);
        }
    }

    private static void TameOne(HttpMessageHandler handler)
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
