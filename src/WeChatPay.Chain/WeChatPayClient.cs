using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Transport;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain;

/// <summary>A merchant's connection to WeChat Pay, and the root of every chain. Thread-safe; build one per merchant and keep it for the life of the process.</summary>
/// <remarks>
/// Declared <see langword="dynamic"/> it takes chains of members; declared as what it is, <see cref="UrlChain.Chain"/> and the
/// indexer. See https://pay.weixin.qq.com/doc/v3/merchant/4012081606 for the endpoints.
/// </remarks>
/// <example>
/// <code>
/// dynamic client = new WeChatPayClient(options);
/// var response = await client.v3.payscore.permissions.PostAsync(json: new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "1234323JKHDFE1243252" });
/// Console.WriteLine(response.Data.apply_permissions_token);
/// </code>
/// </example>
public sealed partial class WeChatPayClient : UrlChain, IDisposable
{
    private readonly FlurlTransport _transport;
    private readonly KeyRing _keys;
    private readonly IMerchantDecryptor? _decryptor;
    private bool _isShared;

    /// <summary>Builds a client after checking every option; nothing is sent yet.</summary>
    /// <param name="options">Read once; a later change does not reach the client.</param>
    /// <exception cref="ArgumentException">An option is missing or wrong. The message names it, and the remedy.</exception>
    public WeChatPayClient(WeChatPayClientOptions options)
        : this(ClientOptionsChecks.Checked(options), new Network(options.PrimaryHandler, options.MerchantCertificate, options.Resilience is null ? null : options.Timeout, options.SecuredHandler))
    {
    }

    /// <remarks>The network is a parameter so that a test can let the client's own sockets trust a server on loopback, which no option does.</remarks>
    internal WeChatPayClient(WeChatPayClientOptions options, Network network)
        : this(options, network, new KeyRing(options.PlatformKeys, options.TimeProvider, options.RequestSigner?.Scheme ?? WeChatPayHeaders.RsaScheme))
    {
    }

    private WeChatPayClient(WeChatPayClientOptions options, Network network, KeyRing keys)
        : this(options, keys, new RequestFactory(options, keys), new FlurlTransport(new Pipeline(options, keys, network), new CallWatcher(options.TimeProvider, Log.Create(options.LoggerFactory)), options.TimeProvider))
    {
    }

    private WeChatPayClient(WeChatPayClientOptions options, KeyRing keys, RequestFactory requests, FlurlTransport transport)
        : base(requests, transport)
    {
        _transport = transport;
        _keys = keys;
        _decryptor = options.RequestSigner as IMerchantDecryptor ?? (options.MerchantPrivateKey is { } key ? new RsaMerchantDecryptor(key) : null);
        Algorithms = new Algorithms(options.Algorithms);
        _payments = new PaymentKeys(options);
        _signedUrl = new SignedUrl(options);
        Notifications = NotificationSecrets.Of(options, keys, Algorithms);
        MerchantId = options.RequestSigner?.Identity ?? options.MerchantId;
        if (options.PlatformKeys.IsRenewed)
        {
            keys.RenewBy(new CertificateDownload(requests, transport, keys, Algorithms, options), MerchantId, Log.Create(options.LoggerFactory));
        }
        KeyGauges.Add(keys, MerchantId);
    }

    /// <summary>
    /// The merchant number (商户号) that requests are signed for; with a <see cref="WeChatPayClientOptions.RequestSigner"/> that signs for a
    /// brand, the identity of the signer.
    /// </summary>
    public string MerchantId { get; }

    /// <summary>What opens the notifications of this merchant, with the keys that the client has.</summary>
    internal NotificationSecrets Notifications { get; }

    /// <summary>
    /// Builds a client that ignores <see cref="Dispose"/>: for a container that hands it out to many scopes, each of which disposes what it
    /// was given.
    /// </summary>
    /// <param name="options">As for the constructor, with a <see cref="WeChatPayClientOptions.PrimaryHandler"/>, whose sockets stay with their owner.</param>
    /// <exception cref="ArgumentException">An option is missing or wrong, or there is no <c>PrimaryHandler</c>. The message names the option, and the remedy.</exception>
    public static WeChatPayClient CreateShared(WeChatPayClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ClientOptionsChecks.Require(options.PrimaryHandler is not null, nameof(options.PrimaryHandler),
            "is missing. A shared client closes no sockets, so that it needs a handler whose owner does.");
        return new WeChatPayClient(options) { _isShared = true };
    }

    /// <summary>The platform keys that the client has now, and how their renewal goes: what a health check needs.</summary>
    public PlatformKeyStatus KeyStatus => PlatformKeyStatus.Of(_keys);

    /// <summary>Downloads the platform certificates now, also when the last download is less than a minute ago.</summary>
    /// <param name="cancellationToken">Ends the wait; a download that is under way goes on, for others wait for it too.</param>
    /// <exception cref="InvalidOperationException">The keys are fixed: the client was not built with <see cref="PlatformKeys.FromCertificates"/>.</exception>
    /// <exception cref="WeChatPayApiException">The platform says no; <c>RESOURCE_NOT_EXISTS</c> when the merchant verifies with the public key alone.</exception>
    /// <exception cref="WeChatPayDecryptionException">The certificates do not open with the APIv3 key.</exception>
    /// <exception cref="WeChatPaySignatureException">The answer cannot be proved to be the platform's. The former keys stay.</exception>
    public Task RenewPlatformKeysAsync(CancellationToken cancellationToken = default) => _keys.RenewAsync(cancellationToken);

    /// <summary>Opens a sensitive field of an answer (敏感信息解密), which was encrypted for the merchant.</summary>
    /// <param name="ciphertext">The field's text: base64.</param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="WeChatPayDecryptionException">It does not open with the merchant's private key: it was made for another certificate, or altered.</exception>
    /// <exception cref="InvalidOperationException">The client has no private key: its <see cref="WeChatPayClientOptions.RequestSigner"/> signs, and does not implement <see cref="IMerchantDecryptor"/>.</exception>
    public string Decrypt(string ciphertext) => Ciphertext.ToText(DecryptBytes(ciphertext, "A sensitive field"));

    /// <summary>Decrypts what need not be text, such as the key of an encrypted bill.</summary>
    /// <param name="ciphertext">Base64.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <exception cref="WeChatPayDecryptionException">It does not open with the merchant's private key.</exception>
    /// <exception cref="InvalidOperationException">The client has no private key.</exception>
    internal byte[] DecryptBytes(string ciphertext, string what)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        var decryptor = _decryptor ?? throw new InvalidOperationException(
            $"{what} is opened with the merchant's private key, and this client signs with a RequestSigner instead. "
            + "Set MerchantPrivateKey beside it, or implement IMerchantDecryptor on the signer, where the key is.");
        return decryptor.Decrypt(Ciphertext.FromBase64(ciphertext));
    }

    /// <summary>The algorithms that the client has.</summary>
    internal Algorithms Algorithms { get; }

    /// <summary>Closes the client's own sockets. Keys, certificates and a handler that was handed in are left to their owner.</summary>
    public void Dispose()
    {
        if (!_isShared)
        {
            KeyGauges.Remove(_keys);
            _transport.Dispose();
        }
    }
}
