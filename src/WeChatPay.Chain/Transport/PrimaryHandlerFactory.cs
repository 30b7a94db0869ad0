using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>The innermost handlers: the client's own sockets, or the handler it was given.</summary>
/// <remarks>Connections that present the merchant certificate are never shared with those that do not.</remarks>
internal sealed class PrimaryHandlerFactory : IDisposable
{
    private readonly HttpMessageHandler? _given;
    private readonly HttpMessageHandler? _givenSecured;
    private readonly Lazy<SocketsHttpHandler> _plain;
    private readonly Lazy<SocketsHttpHandler> _secured;

    /// <param name="given">Null for the client's own sockets.</param>
    /// <param name="certificate">What the client's own sockets present in calls with <c>security</c>; null for nothing.</param>
    /// <param name="timeout">How long a call may take. Connecting takes half of it at most, so that the other host can still be tried. Null when that plays no part.</param>
    /// <param name="givenSecured">Takes the calls with <c>security</c>; null for <paramref name="given"/>.</param>
    /// <exception cref="ArgumentException">A handler follows redirects and was already used, so that it cannot be changed.</exception>
    public PrimaryHandlerFactory(HttpMessageHandler? given, X509Certificate2? certificate, TimeSpan? timeout = null, HttpMessageHandler? givenSecured = null)
    {
        _given = given;
        _givenSecured = givenSecured ?? given;
        _plain = new(() => PrimaryHandlers.CreateSockets(null, timeout));
        _secured = new(() => PrimaryHandlers.CreateSockets(certificate is null ? null : () => certificate, timeout));
        PrimaryHandlers.DisableRedirects(_given);
        PrimaryHandlers.DisableRedirects(_givenSecured);
    }

    /// <param name="options">The handlers, certificate and timeout of a client.</param>
    public static PrimaryHandlerFactory From(WeChatPayClientOptions options) => new(
        options.PrimaryHandler, options.MerchantCertificate, options.Resilience is null ? null : options.Timeout, options.SecuredHandler);

    /// <summary>Creates a handler that can be disposed without closing the sockets behind it.</summary>
    /// <param name="security">Whether connections present the merchant certificate.</param>
    public HttpMessageHandler Create(bool security) => new NetworkHandler((security ? _givenSecured : _given) switch
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
}
