using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Transport;

/// <summary>Creates the innermost handlers: the client's own <see cref="SocketsHttpHandler"/>, or the configured handler.</summary>
/// <remarks>Connections that present the merchant certificate are never shared with those that do not.</remarks>
internal sealed class PrimaryHandlerFactory : IDisposable
{
    private readonly HttpMessageHandler? _given;
    private readonly HttpMessageHandler? _givenSecured;
    private readonly Lazy<SocketsHttpHandler> _plain;
    private readonly Lazy<SocketsHttpHandler> _secured;

    /// <param name="given">The configured handler; <see langword="null"/> for the client's own.</param>
    /// <param name="certificate">
    /// The certificate that the client's own handler presents in calls with <c>security</c>; <see langword="null"/> for none.
    /// </param>
    /// <param name="timeout">
    /// The timeout of a call. Connecting takes at most half of it, so that the other host can still be tried. <see langword="null"/> for a
    /// client without failover.
    /// </param>
    /// <param name="givenSecured">The handler for calls with <c>security</c>; <see langword="null"/> for <paramref name="given"/>.</param>
    /// <exception cref="ArgumentException">A handler follows redirects and cannot be changed because it has already been used.</exception>
    public PrimaryHandlerFactory(
        HttpMessageHandler? given, X509Certificate2? certificate, TimeSpan? timeout = null, HttpMessageHandler? givenSecured = null)
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

    /// <summary>Creates a handler that can be disposed without closing the connections behind it.</summary>
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
