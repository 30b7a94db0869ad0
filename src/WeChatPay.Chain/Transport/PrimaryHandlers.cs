using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Creates handlers for <see cref="WeChatPayClientOptions.PrimaryHandler"/>, for code that manages sockets itself, as
/// <c>IHttpClientFactory</c> does.
/// </summary>
public static class PrimaryHandlers
{
    /// <summary>Creates sockets with the settings that a client's own sockets have: time-outs that suit the platform, no redirects, no cookies.</summary>
    /// <param name="certificate">
    /// Called at each TLS handshake for the merchant certificate to present. Null, the default, to present none.
    /// </param>
    /// <param name="timeout">
    /// How long a call may take. Connecting takes at most half of it, and at most 10 seconds, so that there is time to try the other host.
    /// Null, the default, for 10 seconds.
    /// </param>
    public static SocketsHttpHandler CreateSockets(Func<X509Certificate2>? certificate = null, TimeSpan? timeout = null) =>
        Network.CreateSockets(certificate, timeout);

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
        Network.Tame(handler);
        return handler is SocketsHttpHandler sockets ? new ConnectTimeoutHandler(sockets) : handler;
    }
}
